-- The batch's submissions, locked in one order for everyone; a second load of the same batch waits here.
select submission_sha256, state
from core.submission
where submission_sha256 = any(%(submissions)s)
order by submission_sha256
for update
