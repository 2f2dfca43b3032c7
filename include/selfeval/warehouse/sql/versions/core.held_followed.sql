-- One row per held file that a later one of its channel made good: it speaks of the same department and year, or, where
-- nothing could be read, has the same name; and it was loaded, and not withdrawn.
create view core.held_followed as
with
held_form as (
    select
        submission.submission_key,
        submission.channel_name,
        submission.file_name,
        submission.received_at,
        form.form_number is not null as is_read,
        form.fiscal_year,
        core.normalised(coalesce(form.department_name, submission.channel_name)) as department_code
    from core.submission
    left join staging.form using (submission_sha256)
    where submission.state = 'held'
)

select distinct on (held_form.submission_key)
    held_form.submission_key,
    form_version.version_number,
    form_version.received_at
from held_form
inner join core.submission as later
    on
        held_form.channel_name = later.channel_name
        and held_form.received_at < later.received_at
        and later.state = 'loaded'
inner join core.form_version
    on later.submission_key = form_version.submission_key and form_version.withdrawn_at is null
inner join core.dim_department using (department_key)
where
    case
        when held_form.is_read
            then
                held_form.department_code = dim_department.department_code
                and coalesce(held_form.fiscal_year, form_version.fiscal_year) = form_version.fiscal_year
        else held_form.file_name = later.file_name
    end
order by held_form.submission_key, form_version.received_at, form_version.version_number
