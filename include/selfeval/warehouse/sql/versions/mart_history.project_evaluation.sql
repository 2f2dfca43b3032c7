-- One row per line of a form and span of time in which it counted: rates, scores and goals of a project. A line that
-- never counted has no span, and outcome_code says why.
create view mart_history.project_evaluation as
select
    version.form_version_key,
    line.project_number,
    version.fiscal_year,
    department.department_key,
    dim_department.department_code,
    department.reported_department_name as department_name,
    dim_project.project_key,
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
    coalesce(span.is_doubtful, false)
    or line.is_disputed and undisputed_line.project_number is null as is_disputed,
    version.version_number,
    span.outcome_code,
    outcome.name_zh as outcome_name,
    span.counted_from,
    span.counted_to,
    coalesce(span.is_counted, false) as is_current,
    coalesce(span.is_first, false) as is_first
from core.fct_project_evaluation as line
inner join core.known_version as version using (form_version_key, fiscal_year)
left join core.known_span as span using (form_version_key, project_number, fiscal_year)
left join core.dim_counting_outcome as outcome on span.outcome_code = outcome.outcome_code
inner join core.known_department as department
    on coalesce(span.department_key, version.department_key) = department.department_key
inner join core.dim_department on department.department_key = dim_department.department_key
inner join core.dim_project
    on coalesce(span.project_key, line.project_key) = dim_project.project_key
left join core.undisputed_line using (form_version_key, project_number)
