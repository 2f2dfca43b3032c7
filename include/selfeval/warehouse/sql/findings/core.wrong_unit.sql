-- One row per line of a form with an open finding, not waived, that says an amount is in the wrong unit. Which rules
-- say so is data (core.dim_rule_part); a finding on the form as a whole is on all its lines.
create view core.wrong_unit as
with
slip as (
    select distinct
        finding.form_version_key,
        finding.project_number
    from core.fct_quality_finding as finding
    inner join core.dim_rule_part using (rule_code)
    left join core.finding_waiver using (submission_key, finding_number)
    where
        dim_rule_part.bridge_part = 'unit'
        and finding_waiver.waiver_code is null
)

select distinct
    line.form_version_key,
    line.project_number
from slip
inner join core.fct_project_evaluation as line
    on
        slip.form_version_key = line.form_version_key
        and coalesce(slip.project_number, line.project_number) = line.project_number
