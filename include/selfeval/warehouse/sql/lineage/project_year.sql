-- Projects of two years, by department.
select
    project_year.department_key,
    dim_department.department_code,
    project_year.fiscal_year,
    project_year.project_key,
    project_year.project_code,
    project_year.printed_code,
    project_year.project_name_code,
    project_year.budget_amount,
    project_year.funding_sources
from core.project_year
inner join core.dim_department using (department_key)
where project_year.fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
order by project_year.department_key, project_year.fiscal_year, project_year.project_key
