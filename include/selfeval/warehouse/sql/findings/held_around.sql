-- Other files of the channels of some files that are held, with the departments whose files may have made them good: the
-- one that they speak of, or those of a later file of the same name.
select
    held.submission_key,
    array(
        select dim_department.department_key
        from staging.form
        inner join core.dim_department
            on dim_department.department_code = core.normalised(coalesce(form.department_name, held.channel_name))
        where form.submission_sha256 = held.submission_sha256
        union
        select dim_form_version.department_key
        from core.submission as later
        inner join core.dim_form_version using (submission_key)
        where later.channel_name = held.channel_name and later.file_name = held.file_name
    ) as department_keys
from core.submission as held
where
    held.state = 'held'
    and held.channel_name in (
        select submission.channel_name
        from core.submission
        where submission.submission_key = any(%(submissions)s)
    )
