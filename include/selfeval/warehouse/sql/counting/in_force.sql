-- Answered files with forms of the given departments and year, and whether any of these is in force, as the answers say.
select
    submission.submission_sha256,
    bool_or(version.is_current) as is_in_force
from core.form_version as version
inner join core.submission using (submission_key)
where
    version.fiscal_year = %(fiscal_year)s
    and version.department_key = any(%(departments)s)
    and exists (
        select from core.receipt
        where receipt.submission_key = submission.submission_key and receipt.answered_at is not null
    )
group by submission.submission_sha256
