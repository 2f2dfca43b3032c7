-- Files that were held for a lack of our own are read again without a new delivery; what waited with them comes to what
-- they come to now, and is answered anew.
with
reopened as (
    update core.submission
    set
        state = 'received',
        settled_at = null,
        batch_count = 0
    where submission_sha256 = any(%(submissions)s) and state = 'held'
    returning submission_key
)

update core.receipt
set
    settled_state = null,
    answered_at = null
where receipt.settled_state = 'held' and receipt.submission_key in (select reopened.submission_key from reopened)
