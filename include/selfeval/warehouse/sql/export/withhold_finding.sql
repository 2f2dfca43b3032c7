-- Findings on withheld projects.
delete from core.fct_quality_finding
using core.dim_form_version, withheld
where
    fct_quality_finding.form_version_key = dim_form_version.form_version_key
    and fct_quality_finding.project_key = withheld.project_key
    and dim_form_version.fiscal_year = withheld.fiscal_year
