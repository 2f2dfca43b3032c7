-- Findings of every submission, held ones too; a finding on a loaded form points to its version.
insert into core.fct_quality_finding (
    submission_key, finding_number, form_version_key, form_number, project_number,
    rule_code, severity, is_fault, cell, project_name, printed, expected, difference,
    message_zh, message_en, suggestion
)
select
    batch_submission.submission_key,
    finding.finding_number,
    dim_form_version.form_version_key,
    finding.form_number,
    finding.project_number,
    finding.rule_code,
    finding.severity,
    finding.is_fault,
    finding.cell,
    finding.project_name,
    finding.printed,
    finding.expected,
    trim_scale(finding.difference),
    finding.message_zh,
    finding.message_en,
    finding.suggestion
from staging.finding
inner join batch_submission using (submission_sha256)
left join core.dim_form_version
    on
        batch_submission.submission_key = dim_form_version.submission_key
        and finding.form_number = dim_form_version.form_number
