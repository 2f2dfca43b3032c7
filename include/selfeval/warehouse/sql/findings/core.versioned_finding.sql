-- One row per finding on a loaded form: since when it is open (time to fix counts from its return), what became of it. One
-- on a line is open while the line counts or reports a project that counts by another form; what a correction left out
-- was not fixed. A question is open as long as it is asked. superseded: it goes on in the next version, or the next was
-- judged without its rule, or its file or the next was withdrawn. fixed: the next does not have it.
create view core.versioned_finding as
with
standing as (
    select
        finding.submission_key, finding.finding_number, finding.finding_code,
        finding.rule_code, finding.rule_set_version,
        version.*,
        coalesce(settled.is_in_force, version.is_current) or finding.subject_code like 'question:%' as is_in_force,
        coalesce(settled.is_dropped, false) as is_dropped,
        min(version.version_number) over same_finding as first_version_number,
        min(version.first_received_at) over same_finding as first_seen_at,
        lead(version.version_number) over (same_finding order by version.version_number) as seen_again_number
    from core.finding
    inner join core.version_followed as version using (form_version_key)
    left join core.line_in_force as settled
        on (finding.form_version_key, coalesce(finding.project_number, 0))
        = (settled.form_version_key, settled.project_number)
    inner join core.submission on finding.submission_key = submission.submission_key
    where finding.finding_code is not null and submission.state <> 'held'
    window same_finding as (partition by finding.finding_code, version.is_withdrawn)
),

judged as (
    select
        standing.*,
        case
            when standing.is_in_force and finding_waiver.waiver_code is not null then 'waived'
            when standing.is_in_force then 'open'
            when standing.is_dropped then 'superseded'
            when coalesce(seen_again_number = next_version_number, next_version_number is null) then 'superseded'
            when
                own_rule.rule_code is not null and next_rule.rule_code is null
                and standing.next_rule_set_version is not null
                then 'superseded'
            else 'fixed'
        end as state,
        finding_waiver.waiver_code,
        finding_waiver.expires_at as waived_until
    from standing
    left join core.dim_rule as own_rule
        on standing.rule_set_version = own_rule.rule_set_version and standing.rule_code = own_rule.rule_code
    left join core.dim_rule as next_rule
        on (standing.next_rule_set_version, standing.rule_code, 'active')
        = (next_rule.rule_set_version, next_rule.rule_code, next_rule.stage)
    left join core.finding_waiver using (submission_key, finding_number)
),

spell as (
    select
        judged.*,
        count(*) filter (where state = 'fixed') over (
            partition by finding_code, is_withdrawn order by version_number
            rows between unbounded preceding and 1 preceding
        ) as spell_number
    from judged
),

dated as (
    select
        spell.*,
        min(first_received_at) over (partition by finding_code, is_withdrawn, spell_number) as stood_since
    from spell
)

select
    submission_key,
    finding_number,
    state,
    waiver_code,
    waived_until,
    first_version_number, first_seen_at,
    case when state = 'fixed' then next_version_number end as fixed_version_number,
    case when state = 'fixed' then next_received_at end as fixed_at,
    case when state = 'fixed'
        then round(extract(epoch from next_received_at - stood_since) / 86400, 2) end as days_to_fix
from dated
