-- A loaded file handed in once more without being read again is accepted as it comes in.
update core.receipt
set settled_state = submission.state
from core.submission
where
    receipt.receipt_key = any(%(receipts)s)
    and receipt.submission_key = submission.submission_key
    and receipt.is_duplicate
    and submission.state = 'loaded'
