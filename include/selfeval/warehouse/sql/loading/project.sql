-- Projects by department, printed code and normalised name; see department.sql for the spelling kept.
insert into core.dim_project (department_key, project_code, project_name_code, project_name)
select
    department_key,
    project_code,
    project_name_code,
    min(project_name collate "C")
from batch_project
group by department_key, project_code, project_name_code
order by department_key, project_code, project_name_code
on conflict (department_key, project_code, project_name_code) do update
    set project_name = excluded.project_name
    where excluded.project_name collate "C" < dim_project.project_name
