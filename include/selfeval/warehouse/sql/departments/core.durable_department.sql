-- One row per department and year in which it bore its name, with the one durable thing that it is under all its names,
-- called after the first. It bears a name where it handed in, and from the year on that a renaming is confirmed for.
create view core.durable_department as
with
-- Kept before they are followed, since Citus asks in a circle only for what lies in one place.
renamed as materialized (
    select * from core.department_succession
    where change_kind = 'renamed'
),

borne as materialized (
    select
        department_key,
        fiscal_year
    from core.form_version
    where is_current
    union
    select
        to_department_key as department_key,
        first_fiscal_year as fiscal_year
    from renamed
),

akin as materialized (
    with recursive
    followed as (
        select
            department_key,
            department_key as other_department_key
        from borne
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

first_known as (
    select distinct on (akin.department_key)
        akin.department_key,
        akin.other_department_key as durable_department_key
    from akin
    inner join borne on akin.other_department_key = borne.department_key
    order by akin.department_key, borne.fiscal_year, akin.other_department_key
)

select
    first_known.durable_department_key,
    borne.department_key,
    borne.fiscal_year
from borne
inner join first_known using (department_key)
