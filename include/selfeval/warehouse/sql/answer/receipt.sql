-- Hand-ins to be answered, in order of arrival: those of the given files, or those of settled files without an answer.
select *
from mart.receipt
where
    (%(submissions)s::text[] is null or submission_sha256 = any(%(submissions)s::text[]))
    and (
        not %(is_unanswered)s
        or answered_at is null and submission_state <> 'received'
    )
order by receipt_key
