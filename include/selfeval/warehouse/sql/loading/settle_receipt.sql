-- Each delivery that waited learns what it came to, and keeps that whatever becomes of the file later. A file of
-- another channel's department was never a delivery of that department: whenever that comes out, it holds for all its
-- deliveries, so that the order of arrival does not show.
update core.receipt
set settled_state = case when settled.is_held then 'held' else 'loaded' end
from (
    select submission_key, is_held, false from batch_submission
    union all
    select distinct submission_key, true, true from foreign_form
) as settled (submission_key, is_held, is_foreign)
where
    receipt.submission_key = settled.submission_key
    and (receipt.settled_state is null or settled.is_foreign)
