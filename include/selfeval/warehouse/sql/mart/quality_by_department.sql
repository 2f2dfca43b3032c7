-- One row per department and fiscal year that handed in or was told of something: findings by severity and state, how
-- long it took to mend them, and its disputed projects. A finding that goes on in a later version counts there.
create view mart.quality_by_department as
with
found as (
    select
        department_name,
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
    group by department_name, fiscal_year
),

handed_in as (
    select
        core.without_contact(dim_department.department_name) as department_name,
        project_year.fiscal_year,
        sum(project_year.line_count)::bigint as project_count,
        sum(project_year.disputed_line_count)::bigint as disputed_project_count
    from core.project_year
    inner join core.dim_department using (department_key)
    group by dim_department.department_name, project_year.fiscal_year
)

select
    coalesce(found.department_name, handed_in.department_name) as department_name,
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
full join handed_in
    on found.department_name = handed_in.department_name and found.fiscal_year = handed_in.fiscal_year
