-- Let the answers to some files be due again, since what they say has changed.
update core.receipt
set answered_at = null
from core.submission
where
    receipt.submission_key = submission.submission_key
    and submission.submission_sha256 = any(%(submissions)s)
    and receipt.answered_at is not null
