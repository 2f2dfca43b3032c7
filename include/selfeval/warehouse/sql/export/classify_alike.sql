-- Projects whose names are those of a listed one but for their writing are classified as that one is.
insert into classified (
    row_number, department_code, department_name, project_name, is_department, years, department_key, borne_code,
    project_key
)
select
    listed.row_number, listed.department_code, listed.department_name, listed.project_name, false, listed.years,
    listed.department_key, listed.borne_code, alike.project_key
from classified as listed
inner join unnest(%(listed)s::bigint[], %(alike)s::bigint[]) as alike (listed_key, project_key)
    on listed.project_key = alike.listed_key
