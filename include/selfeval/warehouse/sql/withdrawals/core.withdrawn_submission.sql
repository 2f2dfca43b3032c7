-- One row per file that is withdrawn, since when, and who said so and why, which reaches no mart: the last event about
-- it is in force, so that a withdrawal that was revoked is as if it had never been.
create view core.withdrawn_submission as
select
    submission_key,
    happened_at as withdrawn_at,
    actor_name,
    note
from (
    select distinct on (submission_key)
        submission_key,
        event,
        happened_at,
        actor_name,
        note
    from core.withdrawal_event
    order by submission_key, event_key desc
) as last_event
where event = 'withdrawn'
