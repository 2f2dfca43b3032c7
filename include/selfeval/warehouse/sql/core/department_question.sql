-- One row per change of a department that was asked about or told: what it is, and how it stands.
create view core.department_question as
with
decision as (
    select distinct on (change_code)
        change_code,
        event,
        actor_name,
        happened_at,
        note
    from core.department_change
    where event <> 'asked'
    order by change_code, event_key desc
)

select
    asked.change_code,
    asked.fiscal_year,
    asked.change_kind,
    asked.from_department_code,
    asked.to_department_code,
    asked.confidence_ratio,
    asked.evidence_zh,
    asked.evidence_en,
    asked.actor_name as asked_by,
    asked.happened_at as asked_at,
    case when decision.event in ('confirmed', 'rejected') then decision.event else 'open' end as state,
    decision.actor_name as decided_by,
    decision.happened_at as decided_at,
    decision.note
from core.department_change as asked
left join decision using (change_code)
where asked.event = 'asked'
