-- One row per line of a form, span of time in which it counted, measure and funding source: every printed amount, and
-- when it was the project's. One instant and one measure add up over projects, either by source or source `total`:
-- every project counts once at any instant. A line that never counted has no span, and outcome_code says why.
create view mart_history.budget_execution as
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
    amount.measure_code,
    dim_measure.name_zh as measure_name,
    amount.funding_source_code,
    dim_funding_source.name_zh as funding_source_name,
    amount.yuan_amount,
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
inner join core.fct_budget_execution as amount using (form_version_key, project_number, fiscal_year)
inner join core.known_department as department on span.department_key = department.department_key
inner join core.dim_department on department.department_key = dim_department.department_key
inner join core.dim_project on span.project_key = dim_project.project_key
left join core.dim_counting_outcome as outcome on span.outcome_code = outcome.outcome_code
inner join core.dim_measure using (measure_code)
inner join core.dim_funding_source using (funding_source_code)
left join core.undisputed_line using (form_version_key, project_number)
