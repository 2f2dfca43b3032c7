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

-- The amounts are looked up line by line below the sums: a question about one department reads its own lines.
line_amount as (
    select
        line.department_key,
        line.fiscal_year,
        line.project_key,
        line.form_version_key,
        line.project_number,
        line.project_code,
        line.project_name,
        line.is_disputed,
        max(amount.yuan_amount) filter (
            where amount.measure_code = 'budget' and amount.funding_source_code = 'total'
        ) as budget_amount,
        max(amount.yuan_amount) filter (
            where amount.measure_code = 'executed' and amount.funding_source_code = 'total'
        ) as executed_amount,
        string_agg(amount.funding_source_code, ' ' order by amount.funding_source_code) filter (
            where amount.measure_code = 'budget' and amount.funding_source_code <> 'total' and amount.yuan_amount <> 0
        ) as funding_sources
    from line
    left join core.fct_budget_execution as amount using (form_version_key, project_number, fiscal_year)
    group by 1, 2, 3, 4, 5, 6, 7, 8
)

select
    line_amount.department_key,
    line_amount.fiscal_year,
    line_amount.project_key,
    case when count(distinct form_version.family) = 1 then min(form_version.family) end as family,
    min(dim_project.project_code) as project_code,
    coalesce(nullif(min(dim_project.project_code), ''), min(line_amount.project_code)) as printed_code,
    min(dim_project.project_name_code) as project_name_code,
    min(line_amount.project_name collate "C") as project_name,
    case when bool_and(line_amount.budget_amount is not null)
        then sum(line_amount.budget_amount) end as budget_amount,
    case when bool_and(line_amount.executed_amount is not null)
        then sum(line_amount.executed_amount) end as executed_amount,
    coalesce(min(line_amount.funding_sources), '') as funding_sources,
    bool_or(line_amount.is_disputed) as is_disputed,
    count(*) as line_count,
    count(*) filter (where line_amount.is_disputed) as disputed_line_count
from line_amount
inner join core.dim_form_version as form_version using (form_version_key)
inner join core.dim_project on line_amount.project_key = dim_project.project_key
group by line_amount.department_key, line_amount.fiscal_year, line_amount.project_key
