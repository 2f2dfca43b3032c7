-- One row per waiver: what was asked, by whom, who decided, and how many findings it covers, then and now. A finding
-- that two waivers cover counts in both here, and once everywhere else.
create view mart_history.waiver as
with
covered as (
    select waiver_code, count(*) as finding_count
    from core.waiver_finding
    group by waiver_code
),

standing as (
    select cover.waiver_code, count(*) as waived_count
    from core.finding_waiver
    cross join lateral unnest(finding_waiver.waiver_codes) as cover (waiver_code)
    inner join core.form_version using (form_version_key)
    where form_version.is_current
    group by cover.waiver_code
)

select
    waiver.waiver_code,
    waiver.state as waiver_state,
    waiver.rule_code,
    dim_department.department_name,
    waiver.fiscal_year,
    dim_project.project_name,
    waiver.reason,
    waiver.asked_by,
    waiver.asked_at,
    waiver.expires_at,
    waiver.decided_by,
    waiver.decided_at,
    waiver.decision_note,
    waiver.revoked_by,
    waiver.revoked_at,
    waiver.revocation_note,
    coalesce(covered.finding_count, 0) as covered_count,
    coalesce(standing.waived_count, 0) as waived_count
from core.waiver
inner join core.dim_department using (department_key)
left join core.dim_project using (project_key)
left join covered using (waiver_code)
left join standing using (waiver_code)
