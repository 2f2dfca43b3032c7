-- Versions with findings that a waiver was asked for, whatever has become of them.
select distinct finding.form_version_key
from core.waiver_finding
inner join core.fct_quality_finding as finding using (finding_code)
where waiver_finding.waiver_code = %(waiver_code)s
