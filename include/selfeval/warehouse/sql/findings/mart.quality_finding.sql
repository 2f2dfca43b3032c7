-- One row per finding, with its file and cell, and what has become of it.
-- What is about a whole file has the year of its forms, if they agree.
create view mart.quality_finding as
select
    finding.submission_sha256,
    finding.finding_number,
    finding.file_name,
    finding.channel_name,
    finding.submission_state,
    finding.department_name,
    finding.fiscal_year,
    finding.is_current,
    finding.project_name,
    finding.rule_code,
    finding.severity,
    finding.is_fault,
    finding.cell,
    finding.printed,
    finding.expected,
    finding.difference,
    finding.suggestion,
    finding.message_zh,
    finding.message_en,
    case when finding.finding_state = 'waived' and finding.waived_until <= core.clock() then 'open'
        else finding.finding_state end as finding_state,
    case when finding.waived_until > core.clock() then finding.waiver_code end as waiver_code,
    finding.version_number,
    finding.first_version_number,
    finding.first_seen_at,
    finding.fixed_version_number,
    finding.fixed_at,
    finding.days_to_fix,
    finding.rule_set_version,
    finding.project_key,
    member.lineage_code,
    finding.form_number,
    finding.project_number,
    finding.subject_code,
    finding.finding_code
from core.known_finding as finding
left join core.published_member as member
    on
        finding.is_current
        and member.side = 'current'
        and finding.department_key = member.department_key
        and finding.fiscal_year = member.member_year
        and finding.project_key = member.project_key
