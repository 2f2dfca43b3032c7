-- Departments with accepted forms of a year, and a digest of all that settles what counts of them: forms, deliveries,
-- withdrawals, and what persons decided.
with
decision as (
    select
        asked.department_code,
        string_agg(answer.event || answer.event_key, ',' order by answer.event_key) as events
    from core.counting_decision as asked
    inner join core.counting_decision as answer using (question_code)
    where
        asked.event = 'asked'
        and answer.event <> 'asked'
        and (asked.fiscal_year = %(fiscal_year)s or asked.question_kind = 'department')
    group by asked.department_code
)

select
    version.department_key,
    dim_department.department_code,
    md5(
        string_agg(
            concat_ws('|', version.form_version_key, accepted.received_at, accepted.withdrawn_at), ';'
            order by version.form_version_key, accepted.received_at
        )
        || coalesce(min(decision.events), '')
    ) as fingerprint
from core.dim_form_version as version
inner join core.accepted_delivery as accepted using (submission_key)
inner join core.dim_department using (department_key)
left join decision using (department_code)
where version.fiscal_year = %(fiscal_year)s
group by version.department_key, dim_department.department_code
