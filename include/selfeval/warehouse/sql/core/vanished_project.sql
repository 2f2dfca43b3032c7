-- One row per file and series whose version has fewer projects than the one it replaces, with the names that are gone.
-- Of several lines with one name, each counts.
create view core.vanished_project as
with
shrunk as (
    select
        version_succession.*,
        form_version_keys[1] as form_version_key
    from core.version_succession
    where project_count < previous_project_count and not is_withdrawn
),

line as (
    select
        department_key,
        fiscal_year,
        form_version_key,
        project_key,
        count(*) as line_count
    from core.fct_project_evaluation
    group by department_key, fiscal_year, form_version_key, project_key
),

compared as (
    select
        shrunk.form_version_key,
        line.project_key,
        coalesce(sum(line.line_count) filter (where line.form_version_key = any(shrunk.previous_form_version_keys)), 0)
        - coalesce(sum(line.line_count) filter (where line.form_version_key = any(shrunk.form_version_keys)), 0)
            as gone_count
    from shrunk
    inner join line
        on
            shrunk.department_key = line.department_key
            and shrunk.fiscal_year = line.fiscal_year
            and line.form_version_key = any(shrunk.previous_form_version_keys || shrunk.form_version_keys)
    group by shrunk.form_version_key, line.project_key
),

gone as (
    select
        compared.form_version_key,
        string_agg(dim_project.project_name, '、' order by dim_project.project_name collate "C") as project_name
    from compared
    inner join core.dim_project using (project_key)
    cross join lateral generate_series(1, compared.gone_count) as gone_line
    group by compared.form_version_key
)

select
    shrunk.submission_key,
    shrunk.form_version_key,
    dim_form_version.form_number,
    dim_form_version.anchor_cell,
    shrunk.project_count,
    shrunk.previous_project_count,
    previous.file_name as previous_file_name,
    previous.received_at as previous_received_at,
    gone.project_name
from shrunk
inner join core.dim_form_version on shrunk.form_version_key = dim_form_version.form_version_key
inner join core.submission as previous on shrunk.previous_submission_key = previous.submission_key
inner join gone on shrunk.form_version_key = gone.form_version_key
