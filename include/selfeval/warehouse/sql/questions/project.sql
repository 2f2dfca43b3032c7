-- Projects of a department and year by printed code or by name, by their business keys.
select
    dim_department.department_code,
    project_year.project_code,
    project_year.project_name_code
from core.project_year
inner join core.dim_department using (department_key)
where
    project_year.fiscal_year = %(fiscal_year)s
    and dim_department.department_code = core.normalised(%(department)s)
    and core.normalised(%(project)s) in (project_year.project_code, project_year.project_name_code)
order by project_year.project_code, project_year.project_name_code
