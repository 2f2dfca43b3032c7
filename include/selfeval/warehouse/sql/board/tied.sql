-- Departments, and those that they are tied to: one came of the other, or lineage leads from the one to the other.
with
department as (
    select unnest(%(departments)s::bigint[]) as department_key
    union
    select case department_key when from_department_key then to_department_key else from_department_key end
    from core.department_succession
    cross join unnest(%(departments)s::bigint[]) as department_key
    where department_key in (from_department_key, to_department_key)
    union
    select other.department_key
    from core.published_member as member
    inner join core.published_member as other using (lineage_code)
    where member.department_key = any(%(departments)s::bigint[])
)

select
    array(select department_key from department order by department_key) as departments,
    array(
        select unnest(%(codes)s::text[])
        union
        select dim_department.department_code
        from core.dim_department
        inner join department using (department_key)
        order by 1
    ) as codes
