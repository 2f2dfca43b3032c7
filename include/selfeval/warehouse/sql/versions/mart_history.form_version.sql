-- One row per form version and span of time in which it was what its department had reported, with the file that it is
-- in. Current: is_current. As first reported: is_first. As known on a day D: known_from <= D and D < known_to.
create view mart_history.form_version as
with
version_project as (
    select
        form_version_key,
        count(*) as project_count
    from core.fct_project_evaluation
    group by form_version_key
)

select
    version_span.form_version_key,
    version_span.department_key,
    version_span.fiscal_year,
    dim_department.department_code,
    dim_department.department_name,
    version_span.family,
    version_span.series_code,
    dim_form_version.title,
    dim_form_version.implementing_unit_name,
    dim_form_version.amount_unit_code,
    version_span.version_number,
    version_span.known_from,
    version_span.known_to,
    version_span.withdrawn_at,
    version_span.is_current,
    version_span.is_first,
    coalesce(version_project.project_count, 0) as project_count,
    version_span.rule_set_version,
    submission.file_name,
    submission.submission_sha256,
    submission.channel_name,
    version_span.form_number
from core.version_span
inner join core.dim_form_version using (form_version_key)
inner join core.submission on version_span.submission_key = submission.submission_key
inner join core.dim_department on version_span.department_key = dim_department.department_key
left join version_project using (form_version_key)
