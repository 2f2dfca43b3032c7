-- One row per amount and lineage group that counts it: from a figure of mart.project_year_on_year, by lineage_code,
-- to file, cell and printed text. An amount counts on the side `current` of its own year and `prior` of the next;
-- superseded versions and years not yet published have neither group nor side.
create view mart.trace_amount as
select
    member.lineage_code,
    member.side,
    dim_department.department_name,
    amount.fiscal_year,
    dim_project.project_name,
    amount.measure_code,
    dim_measure.name_zh as measure_name,
    amount.funding_source_code,
    dim_funding_source.name_zh as funding_source_name,
    amount.yuan_amount,
    amount.printed,
    amount.printed_value,
    dim_form_version.amount_unit_code,
    amount.cell,
    submission.file_name,
    submission.submission_sha256,
    amount.project_number,
    form_version.form_number,
    form_version.version_number,
    form_version.is_current,
    submission.received_at
from core.fct_budget_execution as amount
inner join core.form_version using (form_version_key)
inner join core.dim_form_version using (form_version_key)
inner join core.submission on form_version.submission_key = submission.submission_key
inner join core.dim_department on amount.department_key = dim_department.department_key
inner join core.dim_project using (project_key)
inner join core.dim_measure using (measure_code)
inner join core.dim_funding_source using (funding_source_code)
left join core.lineage_member as member
    on
        form_version.is_current
        and amount.department_key = member.department_key
        and amount.fiscal_year = member.member_year
        and amount.project_key = member.project_key
