-- One row per finding that an approved waiver covers now: the same finding that it was asked for, on a loaded form,
-- where what is printed, what is expected and the difference are what they were. Of several waivers the one that lasts
-- longest.
create view core.finding_waiver as
select
    finding.submission_key,
    finding.finding_number,
    finding.form_version_key,
    finding.project_number,
    finding.severity,
    (array_agg(waiver.waiver_code order by waiver.expires_at desc, waiver.waiver_code))[1] as waiver_code,
    max(waiver.expires_at) as expires_at,
    array_agg(waiver.waiver_code) as waiver_codes
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
group by
    finding.submission_key, finding.finding_number, finding.form_version_key, finding.project_number, finding.severity
