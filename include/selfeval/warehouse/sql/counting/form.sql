-- Forms of the given departments and year.
select
    version.form_version_key,
    submission.submission_sha256,
    version.form_number,
    version.family,
    version.department_key,
    core.normalised(coalesce(version.implementing_unit_name, '')) as unit_code,
    submission.file_name
from core.dim_form_version as version
inner join core.submission using (submission_key)
where version.fiscal_year = %(fiscal_year)s and version.department_key = any(%(departments)s)
order by submission.submission_sha256, version.form_number
