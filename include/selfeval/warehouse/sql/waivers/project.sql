-- Projects of a department by printed code or by name; several codes may share a name.
select project_key, project_name, project_code
from core.dim_project
where
    department_key = %(department_key)s
    and core.normalised(%(project)s) in (project_code, project_name_code)
order by project_key
