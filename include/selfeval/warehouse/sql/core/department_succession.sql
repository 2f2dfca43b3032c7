-- One row per confirmed change of a department: from which to which, of what kind, from which fiscal year on.
create view core.department_succession as
select
    asked.change_code,
    asked.change_kind,
    asked.fiscal_year as first_fiscal_year,
    before.department_key as from_department_key,
    since.department_key as to_department_key
from core.department_change as asked
inner join lateral (
    select event
    from core.department_change as later
    where later.change_code = asked.change_code and later.event <> 'asked'
    order by later.event_key desc
    limit 1
) as decision on decision.event = 'confirmed'
inner join core.dim_department as before on asked.from_department_code = before.department_code
inner join core.dim_department as since on asked.to_department_code = since.department_code
where asked.event = 'asked'
