-- Findings of the given files, in the order in which they were numbered.
select
    submission_sha256,
    finding_number,
    rule_code,
    severity,
    is_fault,
    cell,
    project_name,
    printed,
    expected,
    difference,
    suggestion,
    message_zh,
    message_en
from mart.quality_finding
where submission_sha256 = any(%(submissions)s)
order by submission_sha256, finding_number
