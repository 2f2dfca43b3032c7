-- One row per version, span, project and indicator: target, actual and score, and when they were what had been reported.
create view mart.indicator_result as
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
    version.known_from,
    version.known_to,
    version.is_current,
    version.is_first
from core.fct_indicator_result as result
inner join core.fct_project_evaluation as line using (form_version_key, project_number, department_key, fiscal_year)
inner join core.version_span as version using (form_version_key, fiscal_year)
inner join core.dim_department on result.department_key = dim_department.department_key
inner join core.dim_project on result.project_key = dim_project.project_key
