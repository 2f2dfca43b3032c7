-- One row per waiver: what was asked for, by whom, what was decided, and whether it holds now.
create view core.waiver as
select
    request.waiver_code,
    case
        when revocation.waiver_code is not null then 'revoked'
        when decision.event is null then 'requested'
        when decision.event = 'approved' and request.expires_at <= core.clock() then 'expired'
        else decision.event
    end as state,
    request.rule_code,
    request.department_key,
    request.project_key,
    request.fiscal_year,
    request.note as reason,
    request.actor_name as asked_by,
    request.happened_at as asked_at,
    request.expires_at,
    decision.actor_name as decided_by,
    decision.happened_at as decided_at,
    decision.note as decision_note,
    revocation.actor_name as revoked_by,
    revocation.happened_at as revoked_at,
    revocation.note as revocation_note
from core.waiver_event as request
left join core.waiver_event as decision
    on request.waiver_code = decision.waiver_code and decision.event in ('approved', 'rejected')
left join core.waiver_event as revocation
    on request.waiver_code = revocation.waiver_code and revocation.event = 'revoked'
where request.event = 'requested'
