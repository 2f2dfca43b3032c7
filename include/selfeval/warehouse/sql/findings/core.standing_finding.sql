-- One row per finding on a loaded form that is not held, with its form's place in the series: whether the finding is in
-- force, and where the same finding is seen again. A finding on a line is in force while the line counts or tells of a
-- project that counts by another form, and a question as long as it is asked. is_seen_pending: a later form, which is not
-- yet published, has it too.
create view core.standing_finding as
select
    finding.submission_key, finding.finding_number, finding.finding_code,
    finding.rule_code, finding.rule_set_version,
    version.*,
    coalesce(settled.is_in_force, version.is_current) or finding.subject_code like 'question:%' as is_in_force,
    coalesce(settled.is_dropped, false) as is_dropped,
    coalesce(
        bool_or(settled.is_in_force is null and version.is_current) over (
            same_finding order by version.version_number rows between 1 following and unbounded following
        ), false
    ) as is_seen_pending,
    min(version.version_number) over same_finding as first_version_number,
    min(version.first_received_at) over same_finding as first_seen_at,
    lead(version.version_number) over (same_finding order by version.version_number) as seen_again_number
from core.finding
inner join core.version_followed as version using (form_version_key)
left join core.line_in_force as settled
    on (finding.form_version_key, coalesce(finding.project_number, 0))
    = (settled.form_version_key, settled.project_number)
inner join core.submission on finding.submission_key = submission.submission_key
where finding.finding_code is not null and submission.state <> 'held'
window same_finding as (partition by finding.finding_code, version.is_withdrawn)
