-- One row per department, under all its names, that a confirmed merger or split ended, and which departments came of
-- it. One that has submitted a form since has not ended; of several endings recorded, the first counts.
create view core.department_ending as
with
last_known as (
    select
        durable_department_key,
        max(fiscal_year) as last_fiscal_year
    from core.durable_department
    group by durable_department_key
),

member as (
    select distinct
        durable_department_key,
        department_key
    from core.durable_department
)

select distinct on (member.durable_department_key)
    member.durable_department_key,
    succession.first_fiscal_year as ending_fiscal_year,
    min(succession.change_kind) as ending_kind,
    string_agg(
        distinct dim_department.department_name, ' + ' order by dim_department.department_name
    ) as successor_department_name
from core.department_succession as succession
inner join member on succession.from_department_key = member.department_key
inner join last_known
    on
        member.durable_department_key = last_known.durable_department_key
        and succession.first_fiscal_year > last_known.last_fiscal_year
inner join core.dim_department on succession.to_department_key = dim_department.department_key
where succession.change_kind in ('merged', 'split')
group by member.durable_department_key, succession.first_fiscal_year
order by member.durable_department_key, succession.first_fiscal_year
