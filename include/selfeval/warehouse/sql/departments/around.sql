-- Departments with all that are the same one under another name, as it is now and as it was stored.
select
    array(
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
        order by 1
    ) as departments
