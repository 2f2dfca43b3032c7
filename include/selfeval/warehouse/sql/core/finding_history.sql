-- One row per finding: since when the same finding has stood, and what has become of it. What is about a whole file, or
-- one that did not load, has no version; it is told at the end.
-- open: it stands in the current version, or in a held file that nothing followed. waived: open, and tolerated for now.
-- superseded: it goes on in the next version, or the next was judged without its rule, or the held file it stands in was
-- followed by one that loaded. fixed: the next version does not have it any more, or the fault that held a file is gone.
create view core.finding_history as
with
standing as (
    select
        finding.submission_key,
        finding.finding_number,
        finding.rule_code,
        finding.rule_set_version,
        version.*,
        min(version.version_number) over same_finding as first_version_number,
        min(version.first_received_at) over same_finding as first_seen_at,
        lead(version.version_number) over (same_finding order by version.version_number) as seen_again_number
    from core.finding
    inner join core.version_followed as version using (form_version_key)
    where finding.finding_code is not null
    window same_finding as (partition by finding.finding_code)
),

judged as (
    select
        standing.*,
        case
            when standing.is_current and finding_waiver.waiver_code is not null then 'waived'
            when standing.is_current then 'open'
            when standing.seen_again_number = standing.next_version_number then 'superseded'
            when
                own_rule.rule_code is not null
                and standing.next_rule_set_version is not null
                and next_rule.rule_code is null
                then 'superseded'
            else 'fixed'
        end as state,
        finding_waiver.waiver_code
    from standing
    left join core.dim_rule as own_rule
        on
            standing.rule_set_version = own_rule.rule_set_version
            and standing.rule_code = own_rule.rule_code
    left join core.dim_rule as next_rule
        on
            standing.next_rule_set_version = next_rule.rule_set_version
            and standing.rule_code = next_rule.rule_code
                and next_rule.stage = 'active'
    left join core.finding_waiver using (submission_key, finding_number)
)

select
    submission_key,
    finding_number,
    state,
    waiver_code,
    first_version_number,
    first_seen_at,
    case when state = 'fixed' then next_version_number end as fixed_version_number,
    case when state = 'fixed' then next_received_at end as fixed_at,
    case when state = 'fixed'
        then round(extract(epoch from next_received_at - first_seen_at) / 86400, 2) end as days_to_fix
from judged
union all
select
    finding.submission_key,
    finding.finding_number,
    case
        when submission.state = 'loaded' and not coalesce(file.is_current, true) then 'superseded'
        when held_followed.submission_key is null then 'open'
        when finding.is_fault then 'fixed'
        else 'superseded'
    end as state,
    null as waiver_code,
    null as first_version_number,
    arrival.first_received_at as first_seen_at,
    case when finding.is_fault then held_followed.version_number end as fixed_version_number,
    case when finding.is_fault then held_followed.received_at end as fixed_at,
    case when finding.is_fault
        then round(extract(epoch from held_followed.received_at - arrival.first_received_at) / 86400, 2)
    end as days_to_fix
from core.fct_quality_finding as finding
inner join core.submission using (submission_key)
left join core.held_followed using (submission_key)
left join (
    select submission_key, min(received_at) as first_received_at
    from core.receipt
    group by submission_key
) as arrival using (submission_key)
left join (
    select submission_key, bool_or(is_current) as is_current
    from core.form_version
    group by submission_key
) as file using (submission_key)
where finding.finding_code is null or submission.state <> 'loaded'
