-- One row per loaded file: whether it is current, what replaced it and what it replaces, over all series of its forms.
create view core.submission_succession as
select
    version_succession.submission_key,
    bool_and(version_succession.is_current) as is_current,
    sum(version_succession.project_count)::bigint as project_count,
    string_agg(distinct successor.file_name, '、') as replaced_by_file_name,
    max(successor.received_at) as replaced_by_received_at,
    string_agg(distinct previous.file_name, '、') as replaces_file_name,
    max(previous.received_at) as replaces_received_at,
    sum(version_succession.previous_project_count)::bigint as replaces_project_count
from core.version_succession
left join core.submission as successor
    on
        version_succession.last_submission_key = successor.submission_key
        and version_succession.last_submission_key <> version_succession.submission_key
left join core.submission as previous
    on version_succession.previous_submission_key = previous.submission_key and not version_succession.is_withdrawn
group by version_succession.submission_key
