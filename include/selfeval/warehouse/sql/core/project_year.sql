-- One row per department, fiscal year and project: the printed totals of the lines of it that count.
-- Lines of one name are one project here: their totals add up, line_count tells.
create view core.project_year as
with
line as (
    select
        counted_line.*,
        counted_line.is_doubtful
        or evaluation.is_disputed and undisputed_line.project_number is null as is_disputed
    from core.counted_line
    inner join core.fct_project_evaluation as evaluation using (form_version_key, project_number, fiscal_year)
    left join core.undisputed_line using (form_version_key, project_number)
    where counted_line.basis = 'current' and counted_line.is_counted
),

line_amount as (
    select
        form_version_key,
        fiscal_year,
        project_number,
        max(yuan_amount) filter (
            where measure_code = 'budget' and funding_source_code = 'total'
        ) as budget_amount,
        max(yuan_amount) filter (
            where measure_code = 'executed' and funding_source_code = 'total'
        ) as executed_amount,
        string_agg(funding_source_code, ' ' order by funding_source_code) filter (
            where measure_code = 'budget' and funding_source_code <> 'total' and yuan_amount <> 0
        ) as funding_sources
    from core.fct_budget_execution
    group by form_version_key, fiscal_year, project_number
)

select
    line.department_key,
    line.fiscal_year,
    line.project_key,
    case when count(distinct form_version.family) = 1 then min(form_version.family) end as family,
    min(dim_project.project_code) as project_code,
    coalesce(nullif(min(dim_project.project_code), ''), min(line.project_code)) as printed_code,
    min(dim_project.project_name_code) as project_name_code,
    min(line.project_name collate "C") as project_name,
    case when bool_and(line_amount.budget_amount is not null)
        then sum(line_amount.budget_amount) end as budget_amount,
    case when bool_and(line_amount.executed_amount is not null)
        then sum(line_amount.executed_amount) end as executed_amount,
    coalesce(min(line_amount.funding_sources), '') as funding_sources,
    bool_or(line.is_disputed) as is_disputed,
    count(*) as line_count,
    count(*) filter (where line.is_disputed) as disputed_line_count
from line
inner join core.dim_form_version as form_version using (form_version_key)
inner join core.dim_project on line.project_key = dim_project.project_key
left join line_amount
    on
        line.form_version_key = line_amount.form_version_key
        and line.project_number = line_amount.project_number
        and line.fiscal_year = line_amount.fiscal_year
group by line.department_key, line.fiscal_year, line.project_key
