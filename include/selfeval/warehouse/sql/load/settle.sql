-- The last statement of the batch: every open submission ends in its state.
update core.submission
set
    state = case when batch_submission.is_held then 'held' else 'loaded' end,
    settled_at = now()
from batch_submission
where submission.submission_key = batch_submission.submission_key
