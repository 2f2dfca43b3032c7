-- Names that a published row must not hold: of departments, and of projects beside that of their department, as the list
-- has them and as any form prints them. A year's rows speak of the year before too.
with
told as (
    select
        borne_code as department_code,
        case when not is_department then core.normalised(project_name) end as project_code
    from classified
    where
        (is_department or project_name is not null)
        and years && int4range(%(fiscal_year)s::integer - 1, %(fiscal_year)s::integer, '[]')
),

gone as (
    select withheld.project_key, dim_department.department_code, dim_project.project_name_code
    from withheld
    inner join core.dim_department using (department_key)
    inner join core.dim_project using (project_key)
    where withheld.fiscal_year between %(fiscal_year)s::integer - 1 and %(fiscal_year)s::integer
),

printed as (
    select distinct gone.department_code, core.normalised(evaluation.project_name) as project_code
    from gone
    inner join core.fct_project_evaluation as evaluation using (project_key)
    where evaluation.project_name is not null
)

select department_code, project_code from told
union
select department_code, project_name_code from gone
union
select department_code, project_code from printed
