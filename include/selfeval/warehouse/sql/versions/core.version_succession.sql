-- One row per file and series of versions: the version it replaces, the last one, and their projects. What was
-- withdrawn replaces nothing that is in force: the version before it is that of another that was withdrawn, if any.
create view core.version_succession as
with
version_project as (
    select
        form_version_key,
        count(*) as project_count
    from core.fct_project_evaluation
    group by form_version_key
),

version as (
    select
        form_version.submission_key,
        form_version.department_key,
        form_version.fiscal_year,
        form_version.family,
        form_version.series_code,
        form_version.version_number,
        form_version.is_current,
        form_version.withdrawn_at is not null as is_withdrawn,
        array_agg(form_version.form_version_key order by form_version.form_number) as form_version_keys,
        coalesce(sum(version_project.project_count), 0)::bigint as project_count
    from core.form_version
    left join version_project using (form_version_key)
    group by
        form_version.submission_key,
        form_version.department_key,
        form_version.fiscal_year,
        form_version.family,
        form_version.series_code,
        form_version.version_number,
        form_version.is_current,
        form_version.withdrawn_at
)

select
    version.*,
    lag(submission_key) over (standing order by version_number) as previous_submission_key,
    lag(form_version_keys) over (standing order by version_number) as previous_form_version_keys,
    lag(project_count) over (standing order by version_number) as previous_project_count,
    first_value(submission_key) over (series order by version_number desc) as last_submission_key
from version
window
    series as (partition by department_key, fiscal_year, family, series_code),
    standing as (partition by department_key, fiscal_year, family, series_code, is_withdrawn)
