-- One row per finding, with the file and the cell where it stands.
create view mart.quality_finding as
select
    submission.submission_sha256,
    finding.finding_number,
    submission.file_name,
    submission.channel_name,
    submission.state as submission_state,
    coalesce(dim_department.department_name, submission.channel_name) as department_name,
    form_version.fiscal_year,
    coalesce(form_version.is_current, false) as is_current,
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
    finding.message_en
from core.finding
inner join core.submission using (submission_key)
left join core.form_version using (form_version_key)
left join core.dim_department using (department_key)
