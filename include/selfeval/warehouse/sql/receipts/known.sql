-- Files that came in with the given deliveries, and of which something is stored: they were there before.
select distinct receipt.submission_key
from core.receipt
where
    receipt.receipt_key = any(%(receipts)s)
    and exists (
        select 1
        from core.receipt as earlier
        where earlier.submission_key = receipt.submission_key and earlier.receipt_key < receipt.receipt_key
    )
