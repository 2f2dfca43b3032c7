-- Names that a published row must not hold: of departments, and of projects beside that of their department, as the list
-- has them and as any form prints them. A year's rows speak of the year before too.
with
named as (
    select department_code, null as project_code
    from classified
    where is_department and years && int4range(%(fiscal_year)s::integer - 1, %(fiscal_year)s::integer, '[]')
    union
    select department_code, core.normalised(project_name) as project_code
    from classified
    where
        not is_department
        and project_name is not null
        and years && int4range(%(fiscal_year)s::integer - 1, %(fiscal_year)s::integer, '[]')
    union
    select dim_department.department_code, dim_project.project_name_code as project_code
    from withheld
    inner join core.dim_department using (department_key)
    inner join core.dim_project using (project_key)
    where withheld.fiscal_year between %(fiscal_year)s::integer - 1 and %(fiscal_year)s::integer
    union
    select dim_department.department_code, core.normalised(evaluation.project_name) as project_code
    from withheld
    inner join core.dim_department using (department_key)
    inner join core.fct_project_evaluation as evaluation using (project_key)
    where
        withheld.fiscal_year between %(fiscal_year)s::integer - 1 and %(fiscal_year)s::integer
        and evaluation.project_name is not null
)

select department_code, project_code from named
