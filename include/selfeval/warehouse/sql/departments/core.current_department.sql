-- One row per department with the one that it is now and the name that this one bears: names of which a confirmed
-- renaming says that one goes on from the other are one department, called by the latest. Names as marts show them,
-- without contacts.
create view core.current_department as
with
-- Kept before they are followed, since Citus asks in a circle only for what lies in one place.
renamed as materialized (
    select from_department_key, to_department_key, first_fiscal_year
    from core.department_succession
    where change_kind = 'renamed'
),

akin as materialized (
    with recursive
    followed as (
        select
            department.department_key,
            department.department_key as other_department_key
        from renamed
        cross join lateral (
            values (renamed.from_department_key), (renamed.to_department_key)
        ) as department (department_key)
        union
        select
            followed.department_key,
            case followed.other_department_key
                when renamed.from_department_key then renamed.to_department_key
                else renamed.from_department_key
            end as other_department_key
        from followed
        inner join renamed on followed.other_department_key in (renamed.from_department_key, renamed.to_department_key)
    )

    select * from followed
),

latest as (
    select distinct on (akin.department_key)
        akin.department_key,
        renamed.to_department_key as current_department_key
    from akin
    inner join renamed on akin.other_department_key = renamed.to_department_key
    order by akin.department_key, renamed.first_fiscal_year desc, renamed.to_department_key
)

select
    department.department_key,
    current_one.department_key as current_department_key,
    current_one.department_code as current_department_code,
    core.without_contact(department.department_name) as reported_department_name,
    core.without_contact(current_one.department_name) as department_name
from core.dim_department as department
left join latest using (department_key)
inner join core.dim_department as current_one
    on coalesce(latest.current_department_key, department.department_key) = current_one.department_key
