-- One row per finding that a waiver covers now; of several waivers the one that lasts longest.
create view core.finding_waiver as
select distinct on (submission_key, finding_number)
    submission_key,
    finding_number,
    form_version_key,
    project_number,
    severity,
    waiver_code,
    expires_at
from core.waiver_cover
order by submission_key, finding_number, expires_at desc, waiver_code
