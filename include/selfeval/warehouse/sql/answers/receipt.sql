-- Hand-ins to be answered, in order of arrival: those of the given files, or those of settled files without an answer.
-- own_file_name: as it was handed in; the marts show names without contacts.
-- is_overtaken: a later delivery of the same name is settled, and its answer has that name now.
select
    receipt.*,
    handed_in.file_name as own_file_name,
    exists (
        select 1
        from core.receipt as later
        inner join core.submission using (submission_key)
        where
            later.channel_name = receipt.channel_name
            and later.file_name = handed_in.file_name
            and later.receipt_key > receipt.receipt_key
            and submission.state <> 'received'
    ) as is_overtaken
from mart_history.receipt
inner join core.receipt as handed_in using (receipt_key)
where
    (%(submissions)s::text[] is null or submission_sha256 = any(%(submissions)s::text[]))
    and (
        not %(is_unanswered)s
        or receipt.answered_at is null and submission_state <> 'received'
    )
order by receipt_key
