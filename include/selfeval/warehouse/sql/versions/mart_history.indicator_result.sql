-- One row per line of a form, span of time in which it counted, and indicator: target, actual and score. The indicators
-- of a project may be on a form that no longer counts, beside another one: gives_indicators says whose they are now.
create view mart_history.indicator_result as
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
    result.indicator_number,
    result.level1,
    result.level2,
    result.indicator_name,
    result.target,
    result.actual,
    result.weight,
    result.score,
    result.reason,
    span.version_number,
    span.outcome_code,
    outcome.name_zh as outcome_name,
    span.counted_from,
    span.counted_to,
    span.is_counted as is_current,
    span.gives_indicators,
    span.is_first
from core.known_span as span
inner join core.fct_indicator_result as result using (form_version_key, project_number, fiscal_year)
inner join core.known_department as department on span.department_key = department.department_key
inner join core.dim_department on department.department_key = dim_department.department_key
inner join core.dim_project on span.project_key = dim_project.project_key
left join core.dim_counting_outcome as outcome on span.outcome_code = outcome.outcome_code
