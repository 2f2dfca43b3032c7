-- One row per line of a form and span of time in which it counted: rates, scores and goals of a project. A line that
-- never counted has no span, and outcome_code says why.
create view mart_history.project_evaluation as
select
    span.form_version_key,
    span.project_number,
    span.fiscal_year,
    department.department_key,
    dim_department.department_code,
    department.reported_department_name as department_name,
    dim_project.project_key,
    dim_project.project_code,
    coalesce(span.project_name, dim_project.project_name) as project_name,
    span.family,
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
    span.is_doubtful
    or span.has_critical_finding and undisputed_line.project_number is null as is_disputed,
    span.version_number,
    span.outcome_code,
    outcome.name_zh as outcome_name,
    span.counted_from,
    span.counted_to,
    span.is_counted as is_current,
    span.is_first
from core.known_span as span
inner join core.fct_project_evaluation as line using (form_version_key, project_number, fiscal_year)
inner join core.known_department as department on span.department_key = department.department_key
inner join core.dim_department on department.department_key = dim_department.department_key
inner join core.dim_project on span.project_key = dim_project.project_key
left join core.dim_counting_outcome as outcome on span.outcome_code = outcome.outcome_code
left join core.undisputed_line using (form_version_key, project_number)
