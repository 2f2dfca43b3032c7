-- One row per question about what counts that was ever asked: what it is about, whether it is open, and what was
-- decided. Open is what the last publication still asks; where the forms have changed since, it is moot.
create view mart_history.counting_question as
with
decision as (
    select distinct on (question_code)
        question_code,
        event,
        actor_name,
        happened_at,
        note
    from core.counting_decision
    where event <> 'asked'
    order by question_code, event_key desc
)

select
    asked.question_code,
    asked.fiscal_year,
    case
        when decision.event in ('confirmed', 'rejected') then decision.event
        when pending.question_code is not null then 'open'
        else 'moot'
    end as question_state,
    asked.question_kind,
    dim_counting_question.title_zh as question_title,
    coalesce(dim_department.department_name, asked.department_code) as department_name,
    coalesce(asked.subject ->> 'project', asked.subject ->> 'other_department') as project_name,
    asked.subject ->> 'file' as file_name,
    asked.evidence_zh,
    asked.evidence_en,
    asked.happened_at as asked_at,
    decision.actor_name as decided_by,
    decision.happened_at as decided_at,
    decision.note as decision_note,
    asked.department_code
from core.counting_decision as asked
inner join core.dim_counting_question on asked.question_kind = dim_counting_question.question_kind
left join core.dim_department on asked.department_code = dim_department.department_code
left join decision on asked.question_code = decision.question_code
left join core.counting_question as pending
    on asked.question_code = pending.question_code and asked.fiscal_year = pending.fiscal_year
where asked.event = 'asked'
