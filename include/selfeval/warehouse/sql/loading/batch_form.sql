-- Staged forms of the open submissions, with the department that answers for each.
-- A form that names no department belongs to the channel it came through.
create temporary table batch_form on commit drop as
select
    form.submission_sha256,
    submission.submission_key,
    form.form_number,
    form.fiscal_year,
    coalesce(form.department_name, submission.channel_name) as department_name,
    core.normalised(coalesce(form.department_name, submission.channel_name)) as department_code,
    core.normalised(coalesce(form.implementing_unit_name, '')) as unit_code,
    dim_amount_unit.amount_unit_code
from staging.form
inner join core.submission using (submission_sha256)
left join core.dim_amount_unit on form.amount_unit = dim_amount_unit.amount_unit_code
where form.submission_sha256 = any(%(submissions)s)
