-- One row per fiscal year: findings by severity and state over all departments, how long it took to mend them, and
-- disputed projects. The row without a year is of files in which none could be read.
create view mart.quality_by_year as
with
found as (
    select
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
        percentile_cont(0.5) within group (order by days_to_fix)::numeric(12, 2) as median_days_to_fix
    from mart.quality_finding
    group by fiscal_year
),

handed_in as (
    select
        fiscal_year,
        sum(line_count)::bigint as project_count,
        sum(disputed_line_count)::bigint as disputed_project_count
    from core.project_year
    group by fiscal_year
)

select
    coalesce(found.fiscal_year, handed_in.fiscal_year) as fiscal_year,
    coalesce(handed_in.project_count, 0) as project_count,
    coalesce(handed_in.disputed_project_count, 0) as disputed_project_count,
    coalesce(found.finding_count, 0) as finding_count,
    coalesce(found.open_count, 0) as open_count,
    coalesce(found.waived_count, 0) as waived_count,
    coalesce(found.fixed_count, 0) as fixed_count,
    coalesce(found.critical_open_count, 0) as critical_open_count,
    coalesce(found.critical_waived_count, 0) as critical_waived_count,
    coalesce(found.critical_fixed_count, 0) as critical_fixed_count,
    coalesce(found.warning_open_count, 0) as warning_open_count,
    coalesce(found.warning_waived_count, 0) as warning_waived_count,
    coalesce(found.warning_fixed_count, 0) as warning_fixed_count,
    coalesce(found.info_open_count, 0) as info_open_count,
    coalesce(found.info_waived_count, 0) as info_waived_count,
    coalesce(found.info_fixed_count, 0) as info_fixed_count,
    coalesce(found.superseded_count, 0) as superseded_count,
    found.median_days_to_fix
from found
full join handed_in on found.fiscal_year = handed_in.fiscal_year
