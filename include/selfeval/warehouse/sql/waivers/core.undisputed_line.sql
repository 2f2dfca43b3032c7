-- One row per line of a form whose critical findings are all waived: it was disputed and is so no more.
create view core.undisputed_line as
select
    finding.form_version_key,
    finding.project_number
from core.fct_quality_finding as finding
left join core.finding_waiver using (submission_key, finding_number)
where
    finding.severity = 'critical'
    and (finding.form_version_key, finding.project_number) in (
        select waived.form_version_key, waived.project_number
        from core.finding_waiver as waived
        where waived.severity = 'critical'
    )
group by finding.form_version_key, finding.project_number
having bool_and(finding_waiver.waiver_code is not null)
