-- One row per change of a department that was asked about or recorded: what it is, and its state. A question is moot
-- where the one department reports on that year after all, the other on the year before, or a change is confirmed.
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
),

reported as (
    select distinct
        dim_department.department_code,
        form_version.fiscal_year
    from core.form_version
    inner join core.dim_department using (department_key)
    where form_version.is_current and form_version.family <> 'overall'
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
    case
        when decision.event in ('confirmed', 'rejected') then decision.event
        when reported.department_code is not null or settled.change_code is not null then 'moot'
        else 'open'
    end as state,
    decision.actor_name as decided_by,
    decision.happened_at as decided_at,
    decision.note
from core.department_change as asked
left join decision using (change_code)
left join lateral (
    select department_code
    from reported
    where
        (department_code, fiscal_year) in (
            (asked.from_department_code, asked.fiscal_year), (asked.to_department_code, asked.fiscal_year - 1)
        )
    limit 1
) as reported on true
left join lateral (
    select other.change_code
    from core.department_change as other
    inner join decision using (change_code)
    where
        other.event = 'asked'
        and decision.event = 'confirmed'
        and other.fiscal_year = asked.fiscal_year
        and other.from_department_code = asked.from_department_code
        and other.to_department_code = asked.to_department_code
    limit 1
) as settled on true
where asked.event = 'asked'
