-- Staged projects of the forms that load, with their business keys.
-- A project without a name is a project of its own, named by its place.
create temporary table batch_project on commit drop as
with
named_project as (
    select
        project.submission_sha256,
        project.form_number,
        project.project_number,
        coalesce(project.project_code, '') as project_code,
        coalesce(
            project.project_name,
            '（未命名 ' || left(project.submission_sha256, 12) || ' ' || project.anchor_cell || '）'
        ) as project_name
    from staging.project
    where project.submission_sha256 = any(%(submissions)s)
)

select
    named_project.submission_sha256,
    named_project.form_number,
    named_project.project_number,
    core.normalised(named_project.project_code) as project_code,
    core.normalised(named_project.project_name) as project_name_code,
    named_project.project_name,
    dim_form_version.form_version_key,
    dim_form_version.department_key,
    dim_form_version.fiscal_year,
    dim_amount_unit.yuan_factor,
    null::bigint as project_key
from named_project
inner join batch_submission using (submission_sha256)
inner join core.dim_form_version using (submission_key, form_number)
left join core.dim_amount_unit using (amount_unit_code)
where not batch_submission.is_held
