-- One row per form version: its number within department, year, family and series, and whether it is the first or the
-- current one.
-- Numbers follow the latest hand-in of the file's bytes, so a late arrival takes its place without any row being
-- changed, and a version that is handed in again becomes current again. Held files have no version.
create view core.form_version as
select
    dim_form_version.form_version_key,
    dim_form_version.submission_key,
    dim_form_version.form_number,
    dim_form_version.department_key,
    dim_form_version.fiscal_year,
    dim_form_version.family,
    dim_form_version.series_code,
    dim_form_version.rule_set_version,
    submission.received_at,
    dense_rank() over (
        series order by submission.received_at, submission.submission_sha256
    ) as version_number,
    dense_rank() over (
        series order by submission.received_at, submission.submission_sha256
    ) = 1 as is_first,
    dense_rank() over (
        series order by submission.received_at desc, submission.submission_sha256 desc
    ) = 1 as is_current
from core.dim_form_version
inner join core.submission using (submission_key)
where submission.state = 'loaded'
window series as (
    partition by
        dim_form_version.department_key,
        dim_form_version.fiscal_year,
        dim_form_version.family,
        dim_form_version.series_code
)
