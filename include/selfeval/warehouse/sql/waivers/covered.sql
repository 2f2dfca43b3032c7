-- Files with open findings that a waiver was asked for: what their answers say changes with it.
select distinct submission.submission_sha256
from core.waiver_finding
inner join core.fct_quality_finding as finding using (finding_code)
inner join core.form_version using (form_version_key)
inner join core.submission on finding.submission_key = submission.submission_key
where waiver_finding.waiver_code = %(waiver_code)s and form_version.is_current
order by submission.submission_sha256
