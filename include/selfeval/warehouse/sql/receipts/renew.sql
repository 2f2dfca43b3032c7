-- A version is as young as the latest delivery of its bytes through its own channel.
update core.submission
set received_at = latest.received_at
from (
    select
        receipt.submission_key,
        receipt.channel_name,
        max(receipt.received_at) as received_at
    from core.receipt
    where receipt.receipt_key = any(%(receipts)s)
    group by receipt.submission_key, receipt.channel_name
) as latest
where
    submission.submission_key = latest.submission_key
    and submission.channel_name = latest.channel_name
    and submission.received_at < latest.received_at
