-- Projects of two years as lineage compares them, of some departments or of all.
select
    project.fiscal_year,
    project.department_key,
    department.department_code,
    project.project_key,
    dim_project.project_code,
    dim_project.project_name_code,
    project.printed_code,
    project.budget_amount,
    project.funding_sources
from core.lineage_project as project
inner join core.dim_department as department on project.department_key = department.department_key
inner join core.dim_project on project.project_key = dim_project.project_key
where
    project.fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
    and (%(departments)s::bigint[] is null or project.department_key = any(%(departments)s))
order by project.department_key, project.fiscal_year, project.project_key
