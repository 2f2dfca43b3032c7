-- Open findings of a rule in the current versions of a department and year, of one project or of all of them.
-- A fault cannot be waived: its file is not loaded.
select
    finding.finding_code,
    finding.severity,
    finding.cell,
    finding.project_name,
    finding.printed,
    finding.expected,
    finding.difference,
    finding.message_zh
from core.fct_quality_finding as finding
inner join core.form_version using (form_version_key)
where
    form_version.is_current
    and form_version.department_key = %(department_key)s
    and form_version.fiscal_year = %(fiscal_year)s
    and finding.rule_code = %(rule_code)s
    and (%(project_key)s::bigint is null or finding.project_key = %(project_key)s)
    and finding.finding_code is not null
    and not finding.is_fault
order by finding.submission_key, finding.finding_number
