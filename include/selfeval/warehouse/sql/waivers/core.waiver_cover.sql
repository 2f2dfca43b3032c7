-- One row per approved waiver and finding that it covers: the same finding that it was asked for, on a loaded form, where
-- what is printed, what is expected and the difference are what they were.
create view core.waiver_cover as
select
    waiver.waiver_code,
    waiver.expires_at,
    finding.submission_key,
    finding.finding_number,
    finding.form_version_key,
    finding.project_number,
    finding.severity
from core.waiver
inner join core.waiver_finding as covered using (waiver_code)
inner join core.fct_quality_finding as finding using (finding_code)
inner join core.submission using (submission_key)
where
    waiver.state = 'approved'
    and submission.state = 'loaded'
    and finding.printed is not distinct from covered.printed
    and finding.expected is not distinct from covered.expected
    and finding.difference is not distinct from covered.difference
