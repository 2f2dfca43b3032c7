-- One row per delivery: what was received, which departments and years it speaks of, what has become of it,
-- and which version it replaced or was replaced by.
-- A delivery whose bytes were read carries the file's state; one whose bytes were known is a duplicate of the first.
create view mart_history.receipt as
with
form_read as (
    select
        submission_sha256,
        string_agg(distinct department_name, '、') as department_name,
        string_agg(distinct fiscal_year::text, '、') as fiscal_years
    from staging.form
    group by submission_sha256
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
    withdrawn.withdrawn_at,
    succession.project_count,
    succession.replaced_by_file_name,
    succession.replaced_by_received_at,
    succession.replaces_file_name,
    succession.replaces_received_at,
    succession.replaces_project_count,
    coalesce(verdict.critical_count, 0) as critical_count,
    coalesce(verdict.warning_count, 0) as warning_count,
    coalesce(verdict.info_count, 0) as info_count,
    coalesce(verdict.waived_count, 0) as waived_count,
    coalesce(verdict.critical_waived_count, 0) as critical_waived_count,
    coalesce(verdict.warning_waived_count, 0) as warning_waived_count,
    verdict.rule_set_version,
    verdict.held_reasons[1] as held_reason,
    array_to_string(verdict.held_reasons, E'\n') as held_reasons,
    deferred.submission_key is not null as is_deferred
from hand_in
inner join core.submission using (submission_key)
left join form_read using (submission_sha256)
left join core.submission_verdict as verdict using (submission_key)
left join core.deferred_submission as deferred using (submission_key)
left join core.withdrawn_submission as withdrawn using (submission_key)
left join core.submission_succession as succession
    on submission.submission_key = succession.submission_key and submission.state = 'loaded'
