-- One row per fiscal year, per department and fiscal year, and per rule and fiscal year: findings by severity and
-- state, how long it took to correct them, and projects. `counted_by` says which; a finding that goes on in a later
-- version counts there.
create view core.quality_count as
with
fact as (
    select
        department_name,
        rule_code,
        fiscal_year,
        severity,
        finding_state,
        days_to_fix,
        case
            when finding_state = 'open' and severity = 'critical' and project_number is not null
                then concat_ws(' ', submission_sha256, form_number, project_number)
        end as disputed_line,
        0 as line_count,
        0 as disputed_line_count
    from mart.quality_finding
    union all
    select
        core.without_contact(dim_department.department_name) as department_name,
        null as rule_code,
        project_year.fiscal_year,
        null as severity,
        null as finding_state,
        null as days_to_fix,
        null as disputed_line,
        project_year.line_count,
        project_year.disputed_line_count
    from core.project_year
    inner join core.dim_department using (department_key)
)

select
    case
        when grouping(department_name) = 0 then 'department'
        when grouping(rule_code) = 0 then 'rule'
        else 'year'
    end as counted_by,
    department_name,
    rule_code,
    fiscal_year,
    sum(line_count)::bigint as project_count,
    sum(disputed_line_count)::bigint as disputed_project_count,
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
    round(percentile_cont(0.5) within group (order by days_to_fix)::numeric, 2) as median_days_to_fix,
    count(distinct department_name) filter (where finding_state = 'open') as open_department_count,
    count(distinct disputed_line) as disputed_line_count
from fact
group by grouping sets ((fiscal_year), (department_name, fiscal_year), (rule_code, fiscal_year))
