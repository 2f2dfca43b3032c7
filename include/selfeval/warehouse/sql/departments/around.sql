-- Departments with all that are the same one under another name, as it is now and as it was stored; and with these the senders
-- of forms whose lines count in one of them.
with
around as (
    select department_key
    from core.current_department
    where current_department_key in (
        select own.current_department_key
        from core.current_department as own
        where own.department_key = any(%(departments)s::bigint[])
    )
    union
    select department_key
    from core.known_department
    where current_department_key in (
        select own.current_department_key
        from core.known_department as own
        where own.department_key = any(%(departments)s::bigint[])
    )
    union
    select unnest(%(departments)s::bigint[])
)

select
    array(select department_key from around order by 1) as departments,
    array(
        select department_key
        from around
        union
        select version.department_key
        from core.settled_line as line
        inner join core.dim_form_version as version using (form_version_key)
        where line.department_key in (select around.department_key from around)
        order by 1
    ) as senders
