-- Known bytes that are submitted again are read again where that can change something: where the file is held (rules
-- and vocabulary may have changed), or where another version took its place and it comes back through its own channel.
-- A file that was accepted once stays with its channel, whatever became of it: its deliveries are that department's
-- history. Every other delivery of known bytes is a duplicate.
with
accepted as (
    select distinct receipt.submission_key
    from core.receipt
    inner join core.submission using (submission_key, channel_name)
    where
        receipt.settled_state = 'loaded'
        and receipt.submission_key in (
            select handed_in.submission_key
            from core.receipt as handed_in
            where handed_in.receipt_key = any(%(receipts)s)
        )
),

latest as (
    select distinct on (submission.submission_key)
        submission.submission_key,
        submission.state,
        accepted.submission_key is not null as is_accepted,
        submission.channel_name as own_channel_name,
        receipt.receipt_key,
        receipt.file_name,
        receipt.channel_name,
        receipt.received_at
    from core.receipt
    inner join core.submission using (submission_key)
    left join accepted using (submission_key)
    where receipt.receipt_key = any(%(receipts)s)
    order by
        submission.submission_key,
        (accepted.submission_key is not null and receipt.channel_name = submission.channel_name) desc,
        receipt.received_at desc,
        receipt.receipt_key desc
),

reopened as (
    update core.submission
    set
        state = 'received',
        settled_at = null,
        batch_count = 0,
        file_name = latest.file_name,
        channel_name = latest.channel_name,
        received_at = latest.received_at
    from latest
    where
        submission.submission_key = latest.submission_key
        and (
            latest.state = 'held'
            and (not latest.is_accepted or latest.channel_name = latest.own_channel_name)
            or latest.state = 'loaded'
            and latest.channel_name = latest.own_channel_name
            and latest.submission_key = any(%(replaced)s::bigint[])
        )
    returning latest.receipt_key
)

update core.receipt
set is_duplicate = true
where
    receipt.receipt_key = any(%(receipts)s)
    and receipt.receipt_key not in (select reopened.receipt_key from reopened)
    and exists (
        select 1
        from core.receipt as earlier
        where earlier.submission_key = receipt.submission_key and earlier.receipt_key < receipt.receipt_key
    )
