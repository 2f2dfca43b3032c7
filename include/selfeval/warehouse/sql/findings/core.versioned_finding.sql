-- One row per finding on a loaded form: since when it is open (time to fix counts from its return), what became of it. One
-- on a line is open while the line counts or reports a project that counts by another form; what a correction left out
-- was not fixed. A question is open as long as it is asked. superseded: it goes on in the next version (also in one that
-- is not yet published), or the next was judged without its rule, or its file or the next was withdrawn. fixed: the next
-- does not have it.
create view core.versioned_finding as
with
judged as (
    select
        standing.*,
        case
            when standing.is_in_force and standing.is_seen_pending then 'superseded'
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
    from core.standing_finding as standing
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
