-- Projects of departments with something classified, by every name that a form of a year prints for them, and whether the
-- list has them.
select distinct
    dim_project.department_key,
    line.project_key,
    line.fiscal_year,
    coalesce(line.project_name, dim_project.project_name) as project_name,
    listed.project_key is not null as is_listed
from core.fct_project_evaluation as line
inner join core.dim_project using (project_key)
left join (select distinct project_key from classified where not is_department) as listed using (project_key)
where dim_project.department_key in (select classified.department_key from classified where not classified.is_department)
