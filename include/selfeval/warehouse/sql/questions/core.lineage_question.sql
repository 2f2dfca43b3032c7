-- One row per question about lineage: what it is about, and its state. Open is what the last publication still asks;
-- where the forms have changed since, it is moot. What a person asked on his own account follows his decision.
create view core.lineage_question as
with
decision as (
    select distinct on (question_code)
        question_code,
        event,
        actor_name,
        happened_at,
        note
    from core.lineage_decision
    where event <> 'asked'
    order by question_code, event_key desc
),

standing as (
    select distinct unnest(question_codes) as question_code
    from core.lineage
    where is_questioned
)

select
    asked.question_code,
    asked.fiscal_year,
    asked.lineage_kind,
    asked.prior,
    asked.current,
    asked.confidence_ratio,
    asked.evidence_zh,
    asked.evidence_en,
    asked.actor_name as asked_by,
    asked.happened_at as asked_at,
    case
        when decision.event in ('confirmed', 'rejected') then decision.event
        when standing.question_code is not null then 'open'
        else 'moot'
    end as state,
    decision.actor_name as decided_by,
    decision.happened_at as decided_at,
    decision.note
from core.lineage_decision as asked
left join decision using (question_code)
left join standing using (question_code)
where asked.event = 'asked'
