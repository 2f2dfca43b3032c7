-- A submission that cannot load, though no reading fault says so, gets the finding that does.
insert into staging.finding (
    submission_sha256, finding_number, rule_code, severity, is_fault, message_zh, message_en
)
select
    submission_sha256,
    coalesce(
        (
            select max(finding.finding_number)
            from staging.finding
            where finding.submission_sha256 = batch_submission.submission_sha256
        ),
        0
    ) + 1,
    'form-not-loadable',
    'critical',
    true,
    '文件中没有可入库的自评表：未读出表格，或年度、金额单位不明。请写明年度与金额单位后重新报送。',
    'No form of this file can be loaded: none was read, or its fiscal year or unit of amounts is unknown. '
    || 'State both and hand it in again.'
from batch_submission
where is_held and not has_fault
