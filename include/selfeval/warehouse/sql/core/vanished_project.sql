-- One row per file and series whose version has fewer projects than the one it replaces, with the names that are gone.
-- Of several lines with one name, each counts.
create view core.vanished_project as
select
    succession.submission_key,
    succession.form_version_keys[1] as form_version_key,
    dim_form_version.form_number,
    dim_form_version.anchor_cell,
    succession.project_count,
    succession.previous_project_count,
    previous.file_name as previous_file_name,
    previous.received_at as previous_received_at,
    gone.project_name
from core.version_succession as succession
inner join core.dim_form_version on succession.form_version_keys[1] = dim_form_version.form_version_key
inner join core.submission as previous on succession.previous_submission_key = previous.submission_key
cross join lateral (
    select string_agg(dim_project.project_name, '、' order by dim_project.project_name collate "C") as project_name
    from (
        select project_key
        from core.fct_project_evaluation
        where form_version_key = any(succession.previous_form_version_keys)
        except all
        select project_key
        from core.fct_project_evaluation
        where form_version_key = any(succession.form_version_keys)
    ) as missing
    inner join core.dim_project using (project_key)
) as gone
where succession.project_count < succession.previous_project_count
