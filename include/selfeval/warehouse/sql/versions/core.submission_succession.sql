-- One row per loaded file: whether it is in force, what replaced it and what it replaces. Once its year is published, by
-- what counts: the files whose lines count for its projects, and those whose lines counted until its own did. Until then by
-- the series of its forms.
create view core.submission_succession as
with
version as (
    select
        version_succession.submission_key,
        bool_or(version_succession.is_current) as is_current,
        bool_or(version_succession.is_withdrawn) as is_withdrawn,
        sum(version_succession.project_count)::bigint as project_count,
        array_agg(distinct version_succession.last_submission_key) as last_keys,
        array_agg(distinct version_succession.previous_submission_key)
            filter (where not version_succession.is_withdrawn) as previous_keys,
        sum(version_succession.previous_project_count)::bigint as previous_project_count
    from core.version_succession
    group by version_succession.submission_key
),

told as (
    select
        version.submission_key,
        version.is_current and not version.is_withdrawn and coalesce(settled.is_in_force, true) as is_current,
        settled.submission_key is not null as is_settled,
        version.project_count,
        version.last_keys,
        version.previous_keys,
        version.previous_project_count,
        settled.replaced_by_keys,
        settled.replaces_keys,
        settled.replaced_count
    from version
    left join core.settled_submission as settled using (submission_key)
)

select
    version.submission_key,
    version.is_current,
    version.project_count,
    successor.file_name as replaced_by_file_name,
    successor.received_at as replaced_by_received_at,
    previous.file_name as replaces_file_name,
    previous.received_at as replaces_received_at,
    case when coalesce(version.replaces_keys = version.previous_keys, true) then version.previous_project_count
        else version.replaced_count end as replaces_project_count
from told as version
left join lateral (
    select
        string_agg(distinct submission.file_name, '、') as file_name,
        max(submission.received_at) as received_at
    from core.submission
    where
        submission.submission_key <> version.submission_key
        and submission.submission_key = any(
            case when version.is_current then version.replaced_by_keys
                else coalesce(version.replaced_by_keys, version.last_keys) end
        )
) as successor on true
left join lateral (
    select
        string_agg(distinct submission.file_name, '、') as file_name,
        max(submission.received_at) as received_at
    from core.submission
    where
        submission.submission_key <> version.submission_key
        and submission.submission_key = any(
            case when version.is_settled then version.replaces_keys else version.previous_keys end
        )
) as previous on true
