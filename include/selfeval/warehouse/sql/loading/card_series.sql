-- Cards without a code of the departments and years of the batch whose series is another one than it is written: where
-- the cards of one code name the same project, it is theirs, since a correction may add or lose the code. It follows
-- from all cards of the department and year, so that the order of arrival does not show.
with
card as (
    select
        version.form_version_key,
        version.department_key,
        version.fiscal_year,
        version.series_code,
        core.normalised(coalesce(version.implementing_unit_name, '')) as unit_code,
        dim_project.project_code,
        dim_project.project_name_code
    from core.dim_form_version as version
    inner join core.fct_project_evaluation as line using (form_version_key, department_key, fiscal_year)
    inner join core.dim_project on line.project_key = dim_project.project_key
    where
        version.family = 'card'
        and line.project_number = 1
        and version.department_key = any(%(departments)s)
),

coded as (
    select
        department_key,
        fiscal_year,
        unit_code,
        project_name_code,
        min(project_code) as project_code,
        count(distinct project_code) as code_count
    from card
    where project_code <> ''
    group by department_key, fiscal_year, unit_code, project_name_code
),

due as (
    select
        card.form_version_key,
        card.series_code,
        card.unit_code || '|'
        || case when coded.code_count = 1 then coded.project_code else card.project_name_code end as due_series_code
    from card
    inner join coded using (department_key, fiscal_year, unit_code, project_name_code)
    where card.project_code = ''
)

select
    form_version_key,
    due_series_code
from due
where series_code <> due_series_code
order by form_version_key
