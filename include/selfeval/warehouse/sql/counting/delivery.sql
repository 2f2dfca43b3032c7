-- Accepted deliveries of the files with forms of the given departments and year, and when a file was withdrawn.
select distinct
    accepted.submission_sha256,
    accepted.received_at,
    accepted.withdrawn_at
from core.dim_form_version as version
inner join core.accepted_delivery as accepted using (submission_key)
where version.fiscal_year = %(fiscal_year)s and version.department_key = any(%(departments)s)
