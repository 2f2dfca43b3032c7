-- One row per department, fiscal year and project: the printed totals of its current version.
-- Lines of one name are one project here: their totals add up, line_count tells.
create view core.project_year as
with
-- Not kept as a whole: a question about one department and year looks into that department's versions only.
current_version as not materialized (
    select form_version_key, department_key, fiscal_year, family
    from core.form_version
    where is_current and family <> 'overall'
),

-- Whose a line is, its version says: a department looked for is found there. Naming it in the join as well would make
-- the planner multiply what is the same thing, and loop.
evaluation as (
    select
        line.form_version_key,
        line.project_number,
        line.project_key,
        line.project_name,
        line.fiscal_year,
        line.department_key as line_department_key,
        current_version.department_key,
        current_version.family,
        line.is_disputed and undisputed_line.project_number is null as is_still_disputed
    from core.fct_project_evaluation as line
    inner join current_version using (form_version_key, fiscal_year)
    left join core.undisputed_line using (form_version_key, project_number)
),

line_amount as (
    select
        form_version_key,
        department_key,
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
    group by form_version_key, department_key, fiscal_year, project_number
),

project_family as (
    select
        evaluation.department_key,
        evaluation.fiscal_year,
        evaluation.project_key,
        evaluation.family,
        min(dim_project.project_code) as project_code,
        min(dim_project.project_name_code) as project_name_code,
        min(coalesce(evaluation.project_name, dim_project.project_name) collate "C") as project_name,
        case when bool_and(line_amount.budget_amount is not null)
            then sum(line_amount.budget_amount) end as budget_amount,
        case when bool_and(line_amount.executed_amount is not null)
            then sum(line_amount.executed_amount) end as executed_amount,
        coalesce(min(line_amount.funding_sources), '') as funding_sources,
        bool_or(evaluation.is_still_disputed) as is_disputed,
        count(*) as line_count,
        count(*) filter (where evaluation.is_still_disputed) as disputed_line_count
    from evaluation
    left join line_amount
        on
            evaluation.form_version_key = line_amount.form_version_key
            and evaluation.project_number = line_amount.project_number
            and evaluation.department_key = line_amount.department_key
            and evaluation.line_department_key = line_amount.department_key
            and evaluation.fiscal_year = line_amount.fiscal_year
    inner join core.dim_project on evaluation.project_key = dim_project.project_key
    group by evaluation.department_key, evaluation.fiscal_year, evaluation.project_key, evaluation.family
)

select distinct on (department_key, fiscal_year, project_key) project_family.*
from project_family
order by department_key, fiscal_year, project_key, family = 'wide' desc
