-- One row per finding, with its file and cell, what has become of it, and until when it is waived.
-- What is about a whole file has the year of its forms, if they agree.
create view core.told_finding as
with
file_year as (
    select submission_sha256, min(fiscal_year) as fiscal_year
    from staging.form
    group by submission_sha256
    having min(fiscal_year) = max(fiscal_year)
)

select
    submission.submission_sha256,
    finding.finding_number,
    submission.file_name,
    submission.channel_name,
    submission.state as submission_state,
    coalesce(named.department_name, core.without_contact(submission.channel_name)) as department_name,
    coalesce(form_version.fiscal_year, form.fiscal_year, file_year.fiscal_year) as fiscal_year,
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
    finding.message_en,
    history.state as finding_state,
    history.waiver_code,
    history.waived_until,
    form_version.version_number,
    history.first_version_number,
    history.first_seen_at,
    history.fixed_version_number,
    history.fixed_at,
    history.days_to_fix,
    finding.rule_set_version,
    finding.project_key,
    finding.form_number,
    finding.project_number,
    finding.subject_code,
    finding.finding_code,
    finding.submission_key,
    form_version.department_key
from core.finding
inner join core.submission using (submission_key)
inner join core.finding_history as history using (submission_key, finding_number)
left join core.form_version using (form_version_key)
left join core.named_department as named using (department_key)
left join staging.form
    on submission.submission_sha256 = form.submission_sha256 and finding.form_number = form.form_number
left join file_year on submission.submission_sha256 = file_year.submission_sha256 and finding.form_number is null
