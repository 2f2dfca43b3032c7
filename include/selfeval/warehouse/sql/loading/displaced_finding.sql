-- Files that were loaded before and lose their place now keep their findings and get the one that says why.
insert into core.fct_quality_finding (
    submission_key, finding_number, form_version_key, form_number,
    rule_code, severity, is_fault, cell, printed, expected, message_zh, message_en
)
select
    foreign_form.submission_key,
    finding.finding_number,
    dim_form_version.form_version_key,
    finding.form_number,
    finding.rule_code,
    finding.severity,
    finding.is_fault,
    finding.cell,
    finding.printed,
    finding.expected,
    finding.message_zh,
    finding.message_en
from foreign_form
inner join staging.finding using (submission_sha256, form_number)
inner join core.dim_form_version using (submission_key, form_number)
where finding.rule_code = 'department-of-another-channel' and not foreign_form.is_pending
