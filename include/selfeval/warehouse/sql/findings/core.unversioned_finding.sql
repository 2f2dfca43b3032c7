-- One row per finding that has no version: it is about a whole file, or its file did not load. A fault is fixed when a
-- later file of the channel makes good the one that was held.
create view core.unversioned_finding as
with
arrival as (
    select submission_key, min(received_at) as first_received_at
    from core.receipt
    group by submission_key
),

file as (
    select submission_key, bool_or(is_current) as is_current
    from core.form_version
    group by submission_key
)

select
    finding.submission_key,
    finding.finding_number,
    case
        when submission.state = 'loaded' and not coalesce(file.is_current, true) then 'superseded'
        when held_followed.submission_key is null then 'open'
        when finding.is_fault then 'fixed'
        else 'superseded'
    end as state,
    null::text as waiver_code,
    null::timestamptz as waived_until,
    null::bigint as first_version_number,
    arrival.first_received_at as first_seen_at,
    case when finding.is_fault then held_followed.version_number end as fixed_version_number,
    case when finding.is_fault then held_followed.received_at end as fixed_at,
    case when finding.is_fault
        then round(extract(epoch from held_followed.received_at - arrival.first_received_at) / 86400, 2)
    end as days_to_fix
from core.fct_quality_finding as finding
inner join core.submission using (submission_key)
left join core.held_followed using (submission_key)
left join arrival using (submission_key)
left join file using (submission_key)
left join core.form_version on finding.form_version_key = form_version.form_version_key
where finding.finding_code is null or submission.state = 'held' or form_version.form_version_key is null
