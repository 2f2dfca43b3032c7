-- Files that a SHA-256, the beginning of one, or a name under which they were handed in may mean, in order of arrival,
-- with whose they are, whether they were accepted, and since when they are withdrawn.
with
version as (
    select
        dim_form_version.submission_key,
        array_agg(distinct dim_form_version.fiscal_year order by dim_form_version.fiscal_year) as fiscal_years,
        string_agg(distinct dim_department.department_name, '、') as department_name
    from core.dim_form_version
    inner join core.dim_department using (department_key)
    group by dim_form_version.submission_key
),

accepted as (
    select submission_key, max(received_at) as last_received_at
    from core.accepted_delivery
    group by submission_key
)

select
    submission.submission_key,
    submission.submission_sha256,
    submission.file_name,
    submission.received_at,
    submission.state,
    coalesce(version.department_name, submission.channel_name) as department_name,
    coalesce(version.fiscal_years, '{}') as fiscal_years,
    case when version.submission_key is not null then accepted.last_received_at end as last_received_at,
    withdrawn.withdrawn_at,
    withdrawn.actor_name as withdrawn_by
from core.submission
left join version using (submission_key)
left join accepted using (submission_key)
left join core.withdrawn_submission as withdrawn using (submission_key)
where
    length(%(file)s) >= 4 and starts_with(submission.submission_sha256, lower(%(file)s))
    or submission.submission_key in (select receipt.submission_key from core.receipt where receipt.file_name = %(file)s)
order by submission.received_at, submission.submission_sha256
