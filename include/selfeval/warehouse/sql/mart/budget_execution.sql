-- One row per version, span, project, measure and funding source: every amount, and when it was what had been reported.
-- One day and one measure add up over projects, either by source or source `total`; whole-department forms (family
-- overall) repeat their projects, and so may cards beside a wide form.
create view mart.budget_execution as
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
    amount.measure_code,
    dim_measure.name_zh as measure_name,
    amount.funding_source_code,
    dim_funding_source.name_zh as funding_source_name,
    amount.yuan_amount,
    line.is_disputed and undisputed_line.project_number is null as is_disputed,
    version.version_number,
    version.known_from,
    version.known_to,
    version.is_current,
    version.is_first
from core.fct_budget_execution as amount
inner join core.fct_project_evaluation as line using (form_version_key, project_number, department_key, fiscal_year)
inner join core.version_span as version using (form_version_key, fiscal_year)
inner join core.dim_department on amount.department_key = dim_department.department_key
inner join core.dim_project on amount.project_key = dim_project.project_key
inner join core.dim_measure using (measure_code)
inner join core.dim_funding_source using (funding_source_code)
left join core.undisputed_line using (form_version_key, project_number)
