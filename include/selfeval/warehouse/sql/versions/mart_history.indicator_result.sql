-- One row per line of a form, span of time in which it counted, and indicator: target, actual and score. The indicators
-- of a project may be on a form that no longer counts, beside another one: gives_indicators says whose they are now.
create view mart_history.indicator_result as
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
    result.indicator_number,
    result.level1,
    result.level2,
    result.indicator_name,
    result.target,
    result.actual,
    result.weight,
    result.score,
    result.reason,
    version.version_number,
    span.outcome_code,
    outcome.name_zh as outcome_name,
    span.counted_from,
    span.counted_to,
    coalesce(span.is_counted, false) as is_current,
    coalesce(span.gives_indicators, false) as gives_indicators,
    coalesce(span.is_first, false) as is_first
from core.fct_indicator_result as result
inner join core.fct_project_evaluation as line using (form_version_key, project_number, department_key, fiscal_year)
inner join core.known_version as version using (form_version_key, fiscal_year)
left join core.known_span as span using (form_version_key, project_number, fiscal_year)
left join core.dim_counting_outcome as outcome on span.outcome_code = outcome.outcome_code
inner join core.known_department as department
    on coalesce(span.department_key, version.department_key) = department.department_key
inner join core.dim_department on department.department_key = dim_department.department_key
inner join core.dim_project
    on coalesce(span.project_key, result.project_key) = dim_project.project_key
