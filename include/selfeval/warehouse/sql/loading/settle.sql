-- The end of the batch: every open submission ends in its state, and so does what it displaced.
update core.submission
set
    state = case when settled.is_held then 'held' else 'loaded' end,
    settled_at = now()
from (
    select submission_key, is_held from batch_submission
    union all
    select distinct submission_key, true from foreign_form where not is_pending
) as settled (submission_key, is_held)
where submission.submission_key = settled.submission_key
