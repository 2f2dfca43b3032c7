-- Projects that a line of another department's form tells of, under the department in whose totals they count.
insert into core.dim_project (department_key, project_code, project_name_code, project_name)
select
    department_key,
    project_code,
    project_name_code,
    project_name
from unnest(
    %(departments)s::bigint[], %(codes)s::text[], %(name_codes)s::text[], %(names)s::text[]
) as told (department_key, project_code, project_name_code, project_name)
order by department_key, project_code, project_name_code
on conflict (department_key, project_code, project_name_code) do nothing
