-- Departments with a form in some files, or given, and all files with a form of one of them, or given.
with
department as (
    select department_key
    from core.dim_form_version
    where submission_key = any(%(submissions)s::bigint[])
    union
    select unnest(%(departments)s::bigint[])
),

file as (
    select submission_key
    from core.dim_form_version
    where department_key in (select department.department_key from department)
    union
    select unnest(%(submissions)s::bigint[])
)

select
    (select coalesce(array_agg(department_key order by department_key), '{}') from department) as departments,
    (select coalesce(array_agg(submission_key order by submission_key), '{}') from file) as submissions
