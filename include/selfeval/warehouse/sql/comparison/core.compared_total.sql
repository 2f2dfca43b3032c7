-- One row per line that is compared and measure: the printed total with its cell, null where none is printed (or where
-- the file was read anew since), and whether the form divides it by funding source.
create view core.compared_total as
with
printed as (
    select
        line.fiscal_year,
        line.side,
        line.form_version_key,
        line.project_number,
        line.lineage_code,  -- The line's own; named, it lets a question about one comparison through.
        amount.measure_code,
        max(amount.yuan_amount) filter (where amount.funding_source_code = 'total') as yuan_amount,
        max(amount.printed) filter (where amount.funding_source_code = 'total') as printed,
        max(amount.cell) filter (where amount.funding_source_code = 'total') as cell,
        string_agg(amount.funding_source_code, ' ' order by amount.funding_source_code) filter (
            where amount.funding_source_code <> 'total' and amount.yuan_amount <> 0
        ) as funding_sources
    from core.comparison_line as line
    inner join core.fct_budget_execution as amount
        on
            line.form_version_key = amount.form_version_key
            and line.project_number = amount.project_number
    group by
        line.fiscal_year, line.side, line.form_version_key, line.project_number, line.lineage_code, amount.measure_code
)

select
    line.*,
    dim_measure.measure_code,
    printed.yuan_amount,
    printed.printed,
    printed.cell,
    printed.funding_sources
from core.comparison_line as line
cross join core.dim_measure
left join printed
    on
        line.fiscal_year = printed.fiscal_year
        and line.side = printed.side
        and line.form_version_key = printed.form_version_key
        and line.project_number = printed.project_number
        and line.lineage_code = printed.lineage_code
        and dim_measure.measure_code = printed.measure_code
where dim_measure.measure_code not like 'indicator_%' and line.is_counted
