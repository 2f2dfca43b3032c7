-- One row per rule and fiscal year in which it found something: by severity and state, how long it took to mend, the
-- departments it concerns now, and the projects that it disputes. What reading finds has a code but no title.
create view mart.quality_by_rule as
with
latest_rule as (
    select distinct on (dim_rule.rule_code)
        dim_rule.rule_code,
        dim_rule.title_zh,
        dim_rule.title_en,
        dim_rule.stage
    from core.dim_rule
    inner join core.dim_rule_set using (rule_set_version)
    order by dim_rule.rule_code, dim_rule_set.first_used_at desc, dim_rule_set.rule_set_version
),

found as (
    select
        rule_code,
        fiscal_year,
        count(*) filter (where finding_state <> 'superseded') as finding_count,
        count(*) filter (where finding_state = 'open') as open_count,
        count(*) filter (where finding_state = 'waived') as waived_count,
        count(*) filter (where finding_state = 'fixed') as fixed_count,
        count(*) filter (where finding_state = 'open' and severity = 'critical') as critical_open_count,
        count(*) filter (where finding_state = 'waived' and severity = 'critical') as critical_waived_count,
        count(*) filter (where finding_state = 'fixed' and severity = 'critical') as critical_fixed_count,
        count(*) filter (where finding_state = 'open' and severity = 'warning') as warning_open_count,
        count(*) filter (where finding_state = 'waived' and severity = 'warning') as warning_waived_count,
        count(*) filter (where finding_state = 'fixed' and severity = 'warning') as warning_fixed_count,
        count(*) filter (where finding_state = 'open' and severity = 'info') as info_open_count,
        count(*) filter (where finding_state = 'waived' and severity = 'info') as info_waived_count,
        count(*) filter (where finding_state = 'fixed' and severity = 'info') as info_fixed_count,
        count(*) filter (where finding_state = 'superseded') as superseded_count,
        percentile_cont(0.5) within group (order by days_to_fix)::numeric(12, 2) as median_days_to_fix,
        count(distinct department_name) filter (where finding_state = 'open') as department_count,
        count(distinct (submission_sha256, form_number, project_number)) filter (
            where finding_state = 'open' and severity = 'critical' and project_number is not null
        ) as disputed_project_count
    from mart.quality_finding
    group by rule_code, fiscal_year
)

select
    found.rule_code,
    latest_rule.title_zh,
    latest_rule.title_en,
    latest_rule.stage,
    found.fiscal_year,
    found.department_count,
    found.disputed_project_count,
    found.finding_count,
    found.open_count,
    found.waived_count,
    found.fixed_count,
    found.critical_open_count,
    found.critical_waived_count,
    found.critical_fixed_count,
    found.warning_open_count,
    found.warning_waived_count,
    found.warning_fixed_count,
    found.info_open_count,
    found.info_waived_count,
    found.info_fixed_count,
    found.superseded_count,
    found.median_days_to_fix
from found
left join latest_rule using (rule_code)
