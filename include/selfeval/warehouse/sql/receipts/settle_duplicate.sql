-- A delivery that changes nothing is settled as it comes in: it came to what the file has come to.
update core.receipt
set settled_state = submission.state
from core.submission
where
    receipt.receipt_key = any(%(receipts)s)
    and receipt.submission_key = submission.submission_key
    and receipt.is_duplicate
    and submission.state <> 'received'
