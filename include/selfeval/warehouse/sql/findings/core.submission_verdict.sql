-- One row per file that was judged: by which rules, how many findings of each severity, how many of them are waived,
-- and why it is held. What reading found is more specific than what a rule (SE-…) concludes from it.
create view core.submission_verdict as
with
told as (
    select
        finding.submission_key,
        count(*) filter (where finding.severity = 'critical') as critical_count,
        count(*) filter (where finding.severity = 'warning') as warning_count,
        count(*) filter (where finding.severity = 'info') as info_count,
        count(finding_waiver.waiver_code) as waived_count,
        count(finding_waiver.waiver_code) filter (where finding.severity = 'critical') as critical_waived_count,
        count(finding_waiver.waiver_code) filter (where finding.severity = 'warning') as warning_waived_count,
        max(finding.rule_set_version) as rule_set_version,
        array_agg(
            finding.message_zh
            order by
                finding.rule_code like 'SE-%', finding.rule_code = 'form-not-loadable', finding.finding_number
        ) filter (where finding.is_fault) as held_reasons
    from core.finding
    left join core.finding_waiver using (submission_key, finding_number)
    group by finding.submission_key
),

version as (
    select submission_key, max(rule_set_version) as rule_set_version
    from core.dim_form_version
    group by submission_key
)

select
    submission_key,
    coalesce(version.rule_set_version, told.rule_set_version) as rule_set_version,
    told.critical_count,
    told.warning_count,
    told.info_count,
    told.waived_count,
    told.critical_waived_count,
    told.warning_waived_count,
    told.held_reasons
from told
full join version using (submission_key)
