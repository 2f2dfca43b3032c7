-- One row per hand-in: what was received, which departments and years it speaks of, and what has become of it.
-- The first hand-in of a file carries the file's state; the same bytes again are a duplicate of it.
create view mart.receipt as
with
form_read as (
    select
        submission_sha256,
        string_agg(distinct department_name, '、') as department_name,
        string_agg(distinct fiscal_year::text, '、') as fiscal_years
    from staging.form
    group by submission_sha256
),

finding as (
    select
        submission_key,
        count(*) filter (where severity = 'critical') as critical_count,
        count(*) filter (where severity = 'warning') as warning_count,
        count(*) filter (where severity = 'info') as info_count,
        min(message_zh) filter (where is_fault) as held_reason
    from core.fct_quality_finding
    group by submission_key
),

hand_in as (
    select
        receipt.*,
        receipt_key = min(receipt_key) over (partition by submission_key) as is_first
    from core.receipt
)

select
    hand_in.receipt_key,
    hand_in.file_name,
    hand_in.channel_name,
    coalesce(form_read.department_name, hand_in.channel_name) as department_name,
    form_read.fiscal_years,
    case when hand_in.is_first then submission.state else 'duplicate' end as state,
    submission.state as submission_state,
    hand_in.received_at,
    submission.settled_at,
    hand_in.answered_at,
    submission.submission_sha256,
    submission.size_bytes,
    submission.file_name as first_file_name,
    submission.received_at as first_received_at,
    coalesce(finding.critical_count, 0) as critical_count,
    coalesce(finding.warning_count, 0) as warning_count,
    coalesce(finding.info_count, 0) as info_count,
    finding.held_reason
from hand_in
inner join core.submission using (submission_key)
left join form_read using (submission_sha256)
left join finding using (submission_key)
