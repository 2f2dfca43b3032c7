-- Held files that a part of LibreOffice was missing for, in order of arrival.
select
    submission.submission_sha256,
    submission.file_name,
    submission.archive_path
from core.submission
inner join core.deferred_submission using (submission_key)
where exists (
    select 1
    from core.fct_quality_finding as finding
    where finding.submission_key = submission.submission_key and finding.rule_code = 'converter-missing'
)
order by submission.received_at, submission.submission_sha256
