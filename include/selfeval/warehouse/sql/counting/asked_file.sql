-- Open questions about what counts in some years, with the files on whose answers they stand, once these are answered.
select
    pending.question_code,
    submission.submission_sha256
from core.counting_question as pending
inner join core.dim_form_version using (form_version_key)
inner join core.submission using (submission_key)
where
    pending.fiscal_year = any(%(fiscal_years)s)
    and exists (
        select from core.receipt
        where receipt.submission_key = submission.submission_key and receipt.answered_at is not null
    )
