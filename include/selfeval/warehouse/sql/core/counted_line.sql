-- One row per basis and line of a form that counts in it: basis `current` is the version that stands now, `reported` the
-- one that was handed in first. A department's overall form repeats its projects and is left out; where a project stands
-- in a wide form and on a card, the wide form counts. Lines of one name are one project; each counts.
create view core.counted_line as
with
line as (
    select
        version_basis.basis,
        evaluation.department_key,
        evaluation.fiscal_year,
        evaluation.project_key,
        evaluation.form_version_key,
        evaluation.project_number,
        coalesce(evaluation.project_name, dim_project.project_name) as project_name,
        rank() over (project order by form_version.family = 'wide' desc, form_version.family) = 1 as is_counted_family
    from core.fct_project_evaluation as evaluation
    inner join core.form_version using (form_version_key)
    cross join lateral (
        values ('current', form_version.is_current), ('reported', form_version.is_first)
    ) as version_basis (basis, is_counted)
    inner join core.dim_project using (project_key)
    where version_basis.is_counted and form_version.family <> 'overall'
    window project as (
        partition by
            version_basis.basis,
            evaluation.department_key,
            evaluation.fiscal_year,
            evaluation.project_key
    )
)

select
    basis,
    department_key,
    fiscal_year,
    project_key,
    form_version_key,
    project_number,
    min(project_name collate "C") over (
        partition by basis, department_key, fiscal_year, project_key
    ) as project_name
from line
where is_counted_family
