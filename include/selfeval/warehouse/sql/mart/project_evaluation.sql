-- One row per version, span and project: rates, scores and goals, and when they were what had been reported.
create view mart.project_evaluation as
select
    version.form_version_key,
    line.project_number,
    version.fiscal_year,
    version.department_key,
    dim_department.department_code,
    dim_department.department_name,
    line.project_key,
    dim_project.project_code,
    coalesce(line.project_name, dim_project.project_name) as project_name,
    version.family,
    line.sequence,
    line.division_name,
    line.stated_ratio,
    line.stated_rate_printed,
    line.computed_ratio,
    line.budget_weight,
    line.budget_score,
    line.total_score,
    line.goal_planned,
    line.goal_actual,
    line.problems,
    line.rectification,
    line.is_disputed and undisputed_line.project_number is null as is_disputed,
    version.version_number,
    version.known_from,
    version.known_to,
    version.is_current,
    version.is_first
from core.fct_project_evaluation as line
inner join core.version_span as version using (form_version_key, fiscal_year)
inner join core.dim_department on line.department_key = dim_department.department_key
inner join core.dim_project on line.project_key = dim_project.project_key
left join core.undisputed_line using (form_version_key, project_number)
