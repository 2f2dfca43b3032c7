-- One row per department and fiscal year that files came in for. Files that are not loaded count for the department and
-- year that was read in them; where none was, for their channel and no year, until a later file makes them good. One
-- that is held for a lack of our own is pending: nobody owes it once more. A file that was withdrawn does not count,
-- nor does a version that it had replaced.
create view core.handed_in_year as
with
arrival as (
    select
        submission_key,
        min(received_at) as first_received_at,
        max(received_at) as last_received_at
    from core.receipt
    group by submission_key
),

subject as (
    select
        form_version.submission_key,
        dim_department.department_code,
        dim_department.department_name,
        form_version.fiscal_year,
        'loaded' as state,
        form_version.family <> 'overall' as is_of_projects,
        form_version.is_current
    from core.form_version
    inner join core.dim_department using (department_key)
    where form_version.withdrawn_at is null
    union all
    select
        submission.submission_key,
        core.normalised(coalesce(form.department_name, submission.channel_name)) as department_code,
        coalesce(form.department_name, submission.channel_name) as department_name,
        form.fiscal_year,
        case
            when held_followed.submission_key is not null then 'followed'
            when deferred.submission_key is not null then 'received'
            else submission.state
        end as state,
        form.family is distinct from 'overall' as is_of_projects,
        false as is_current
    from core.submission
    left join staging.form using (submission_sha256)
    left join core.held_followed using (submission_key)
    left join core.deferred_submission as deferred using (submission_key)
    left join core.withdrawn_submission as withdrawn using (submission_key)
    where submission.state <> 'loaded' and withdrawn.submission_key is null
)

select
    department_code,
    min(department_name) as department_name,
    fiscal_year,
    bool_or(is_current and is_of_projects) as is_loaded,
    bool_or(is_current and not is_of_projects) as has_overall_form,
    count(distinct submission_key) as file_count,
    count(distinct submission_key) filter (where state = 'received') as pending_count,
    count(distinct submission_key) filter (where state = 'held') as held_count,
    min(arrival.first_received_at) as first_received_at,
    max(arrival.last_received_at) as last_received_at,
    min(arrival.first_received_at) filter (where state = 'loaded' and is_of_projects) as first_loaded_at
from subject
inner join arrival using (submission_key)
group by department_code, fiscal_year
having fiscal_year is not null or bool_or(state in ('received', 'held'))
