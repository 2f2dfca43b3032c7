-- Amounts in yuan: what is printed times the factor of the form's unit, exact, without padding.
insert into core.fct_budget_execution (
    form_version_key, project_number, measure_code, funding_source_code,
    project_key, department_key, fiscal_year,
    yuan_amount, printed_value, printed, cell
)
select
    batch_project.form_version_key,
    batch_project.project_number,
    amount.measure,
    amount.source,
    batch_project.project_key,
    batch_project.department_key,
    batch_project.fiscal_year,
    trim_scale(amount.printed_value * batch_project.yuan_factor),
    trim_scale(amount.printed_value),
    amount.printed,
    amount.cell
from staging.amount
inner join batch_project using (submission_sha256, form_number, project_number)
