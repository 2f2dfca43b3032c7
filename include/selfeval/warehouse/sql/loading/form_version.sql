-- One version for each form of a submission that is not held.
-- Cards of one department and year are separate series, one a project.
insert into core.dim_form_version (
    submission_key, form_number, department_key, fiscal_year, family, series_code,
    title, title_cell, implementing_unit_name, amount_unit_code, anchor_cell, rule_set_version
)
select
    batch_form.submission_key,
    batch_form.form_number,
    dim_department.department_key,
    batch_form.fiscal_year,
    form.family,
    batch_form.unit_code || case
        when form.family = 'card'
            then '|' || coalesce(core.normalised(project.project_code), core.normalised(project.project_name), '')
        else ''
    end as series_code,
    form.title,
    form.title_cell,
    form.implementing_unit_name,
    batch_form.amount_unit_code,
    form.anchor_cell,
    %(rule_set_version)s as rule_set_version
from batch_form
inner join batch_submission using (submission_key)
inner join staging.form
    on
        batch_form.submission_sha256 = form.submission_sha256
        and batch_form.form_number = form.form_number
inner join core.dim_department
    on batch_form.department_code = dim_department.department_code
left join staging.project
    on
        batch_form.submission_sha256 = project.submission_sha256
        and batch_form.form_number = project.form_number
        and project.project_number = 1
where not batch_submission.is_held
order by batch_form.submission_sha256, batch_form.form_number
