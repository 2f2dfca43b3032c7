-- Receipts made after a given one, and given older ones: what has become of each.
select
    file_name,
    channel_name,
    state,
    held_reason
from mart_history.receipt
where receipt_key > %(last_key)s or receipt_key = any(%(unanswered)s::bigint[])
order by receipt_key
