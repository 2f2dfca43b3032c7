-- Findings of the given files, in the order in which they were numbered, with the waiver that covers one.
-- Not from the mart: it has the history of every finding, which an answer does not say.
select
    submission.submission_sha256,
    finding.finding_number,
    finding.rule_code,
    finding.severity,
    finding.is_fault,
    finding.cell,
    finding.project_name,
    finding.printed,
    finding.expected,
    finding.difference,
    finding.suggestion,
    finding.message_zh,
    finding.message_en,
    finding_waiver.waiver_code
from core.finding
inner join core.submission using (submission_key)
left join core.finding_waiver using (submission_key, finding_number)
where submission.submission_sha256 = any(%(submissions)s)
order by submission.submission_sha256, finding.finding_number
