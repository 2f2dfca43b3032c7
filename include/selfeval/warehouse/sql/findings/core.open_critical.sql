-- One row per department and fiscal year with critical findings, not waived, on its current versions or on their files.
create view core.open_critical as
select
    dim_department.department_code,
    form_version.fiscal_year,
    count(distinct (finding.submission_key, finding.finding_number)) as critical_count
from core.form_version
inner join core.dim_department using (department_key)
inner join core.finding
    on
        form_version.submission_key = finding.submission_key
        and form_version.form_version_key = coalesce(finding.form_version_key, form_version.form_version_key)
left join core.finding_waiver
    on finding.submission_key = finding_waiver.submission_key and finding.finding_number = finding_waiver.finding_number
where form_version.is_current and finding.severity = 'critical' and finding_waiver.waiver_code is null
group by dim_department.department_code, form_version.fiscal_year
