-- One row per line that counts and measure: the printed total, null where none is printed, and whether the form divides
-- it by funding source.
create view core.counted_total as
with
printed as (
    select
        form_version_key,
        project_number,
        department_key,
        fiscal_year,
        measure_code,
        max(yuan_amount) filter (where funding_source_code = 'total') as yuan_amount,
        string_agg(funding_source_code, ' ' order by funding_source_code) filter (
            where funding_source_code <> 'total' and yuan_amount <> 0
        ) as funding_sources
    from core.fct_budget_execution
    group by form_version_key, project_number, department_key, fiscal_year, measure_code
)

select
    line.*,
    dim_measure.measure_code,
    printed.yuan_amount,
    printed.funding_sources
from core.counted_line as line
cross join core.dim_measure
left join printed using (form_version_key, project_number, department_key, fiscal_year, measure_code)
where dim_measure.measure_code not like 'indicator_%'
