-- The keys of projects by department, code and normalised name.
select
    department_key,
    project_code,
    project_name_code,
    project_key
from core.dim_project
inner join unnest(%(departments)s::bigint[], %(codes)s::text[], %(name_codes)s::text[])
    as told (department_key, project_code, project_name_code)
    using (department_key, project_code, project_name_code)
