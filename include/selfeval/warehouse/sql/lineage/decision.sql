-- What stands decided about the lineage into a year: the last word on each question; a revoked decision is a question again.
select
    asked.question_code,
    asked.lineage_kind,
    asked.prior,
    asked.current,
    decision.event as state,
    decision.actor_name as decided_by,
    array(
        select department.department_key
        from jsonb_array_elements(asked.prior || asked.current) as member
        inner join core.dim_department as department on member ->> 0 = department.department_code
    ) as department_keys
from core.lineage_decision as asked
inner join lateral (
    select
        event,
        actor_name
    from core.lineage_decision as later
    where later.question_code = asked.question_code and later.event <> 'asked'
    order by later.event_key desc
    limit 1
) as decision on decision.event in ('confirmed', 'rejected')
where asked.event = 'asked' and asked.fiscal_year = %(fiscal_year)s
order by asked.question_code
