-- Departments given, or with a form in some files, and the codes of all departments that these files speak of, also where
-- they are not loaded, and of files of the same channels that are held: a later file may have made them good.
with
file as (
    select other.*
    from core.submission
    inner join core.submission as other
        on
            submission.submission_key = other.submission_key
            or other.state = 'held' and submission.channel_name = other.channel_name
    where submission.submission_key = any(%(submissions)s::bigint[])
),

code as (
    select department_code
    from core.dim_department
    where department_key = any(%(departments)s::bigint[])
    union
    select dim_department.department_code
    from file
    inner join core.dim_form_version using (submission_key)
    inner join core.dim_department using (department_key)
    union
    select core.normalised(coalesce(form.department_name, file.channel_name))
    from file
    left join staging.form using (submission_sha256)
)

select
    array(
        select department_key
        from core.dim_department
        where department_code in (select code.department_code from code)
        order by department_key
    ) as departments,
    array(select department_code from code order by department_code) as codes
