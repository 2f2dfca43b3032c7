-- One row per hand-in: what was received, which departments and years it speaks of, what has become of it,
-- and which version it replaced or was replaced by.
-- A hand-in whose bytes were read carries the file's state; one whose bytes were known is a duplicate of the first.
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

waived as (
    select submission_key, count(*) as waived_count
    from core.finding_waiver
    group by submission_key
),

finding as (
    select
        submission_key,
        count(*) filter (where severity = 'critical') as critical_count,
        count(*) filter (where severity = 'warning') as warning_count,
        count(*) filter (where severity = 'info') as info_count,
        max(rule_set_version) as rule_set_version,
        -- What reading found is more specific than what a rule (SE-…) concludes from it.
        array_agg(message_zh order by rule_code like 'SE-%', rule_code = 'form-not-loadable', finding_number)
        filter (where is_fault) as held_reasons
    from core.finding
    group by submission_key
),

version as (
    select submission_key, max(rule_set_version) as rule_set_version
    from core.dim_form_version
    group by submission_key
),

hand_in as (
    select
        receipt.*,
        first_value(file_name) over arrival as first_file_name,
        first_value(received_at) over arrival as first_received_at
    from core.receipt
    window arrival as (partition by submission_key order by receipt_key)
)

select
    hand_in.receipt_key,
    hand_in.file_name,
    hand_in.channel_name,
    coalesce(form_read.department_name, hand_in.channel_name) as department_name,
    form_read.fiscal_years,
    case when hand_in.is_duplicate then 'duplicate' else submission.state end as state,
    submission.state as submission_state,
    hand_in.received_at,
    submission.settled_at,
    hand_in.answered_at,
    submission.submission_sha256,
    submission.size_bytes,
    hand_in.first_file_name,
    hand_in.first_received_at,
    coalesce(succession.is_current, false) as is_current,
    succession.project_count,
    succession.replaced_by_file_name,
    succession.replaced_by_received_at,
    succession.replaces_file_name,
    succession.replaces_received_at,
    succession.replaces_project_count,
    coalesce(finding.critical_count, 0) as critical_count,
    coalesce(finding.warning_count, 0) as warning_count,
    coalesce(finding.info_count, 0) as info_count,
    coalesce(waived.waived_count, 0) as waived_count,
    coalesce(version.rule_set_version, finding.rule_set_version) as rule_set_version,
    finding.held_reasons[1] as held_reason,
    array_to_string(finding.held_reasons, E'\n') as held_reasons
from hand_in
inner join core.submission using (submission_key)
left join form_read using (submission_sha256)
left join finding using (submission_key)
left join waived using (submission_key)
left join version using (submission_key)
left join core.submission_succession as succession using (submission_key)
