-- What a rule has found in the given files, by place.
select
    submission.submission_sha256,
    finding.form_number,
    finding.project_number,
    finding.cell
from core.fct_quality_finding as finding
inner join core.submission using (submission_key)
where finding.rule_code = %(rule_code)s and submission.submission_sha256 = any(%(submissions)s)
