-- Whose forms the given files hold, and which of them are the current version.
select
    form.submission_sha256,
    form.form_number,
    submission.file_name,
    coalesce(form.department_name, submission.channel_name) as department_name,
    form.fiscal_year,
    coalesce(form_version.is_current, false) as is_current
from staging.form
inner join core.submission using (submission_sha256)
left join core.form_version using (submission_key, form_number)
where form.submission_sha256 = any(%(submissions)s)
