-- How many questions are open about departments that may have become others in a year.
select count(*) as question_count
from core.department_change as asked
left join lateral (
    select event
    from core.department_change as later
    where later.change_code = asked.change_code and later.event <> 'asked'
    order by later.event_key desc
    limit 1
) as decision on true
inner join core.dim_department as before on asked.from_department_code = before.department_code
inner join core.dim_department as since on asked.to_department_code = since.department_code
where
    asked.event = 'asked'
    and asked.fiscal_year = %(fiscal_year)s
    and decision.event is distinct from 'confirmed'
    and decision.event is distinct from 'rejected'
    and not exists (
        select from core.lineage_department
        where
            (fiscal_year, department_key)
            in ((asked.fiscal_year, before.department_key), (asked.fiscal_year - 1, since.department_key))
    )
    and not exists (
        select from core.department_succession as succession
        where
            succession.first_fiscal_year = asked.fiscal_year
            and succession.from_department_key = before.department_key
            and succession.to_department_key = since.department_key
    )
