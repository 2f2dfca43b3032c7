-- One row per finding that a waiver covers now: the same finding that it was asked for, with the same figures printed.
create view core.finding_waiver as
select distinct on (finding.submission_key, finding.finding_number)
    finding.submission_key,
    finding.finding_number,
    finding.form_version_key,
    finding.project_number,
    finding.severity,
    waiver.waiver_code
from core.waiver
inner join core.waiver_finding as covered using (waiver_code)
inner join core.fct_quality_finding as finding using (finding_code)
where
    waiver.state = 'approved'
    and finding.printed is not distinct from covered.printed
    and finding.difference is not distinct from covered.difference
order by finding.submission_key, finding.finding_number, waiver.expires_at desc, waiver.waiver_code
