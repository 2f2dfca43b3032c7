-- One row per finding in force, open or waived, with its title and its place; what was fixed or superseded is in
-- mart.quality_finding.
create view mart.finding as
select
    finding.fiscal_year,
    make_date(finding.fiscal_year, 1, 1) as fiscal_year_date,
    coalesce(department.department_name, finding.department_name) as department_name,
    finding.project_name,
    finding.rule_code,
    coalesce(rule_title.title_zh, finding.rule_code) as title_zh,
    coalesce(rule_title.title_en, finding.rule_code) as title_en,
    finding.severity,
    case finding.severity when 'critical' then '严重' when 'warning' then '警告' else '提示' end as severity_name,
    finding.finding_state,
    case finding.finding_state when 'waived' then '已豁免' else '未改' end as finding_state_name,
    finding.is_fault,
    finding.first_seen_at,
    finding.file_name,
    finding.cell,
    finding.printed,
    finding.expected,
    finding.suggestion,
    finding.message_zh,
    finding.message_en
from mart.quality_finding as finding
left join core.rule_title using (rule_code)
left join core.known_department as department
    on finding.department_name = department.reported_department_name
where finding.finding_state in ('open', 'waived')
