-- Items that name a project which no form of their department has ever had: more likely a slip of the pen, in the name of
-- the project or of the department, than a project that never handed in; and a slip would publish it.
select
    row_number,
    department_name,
    project_name
from classified
where not is_department
group by row_number, department_name, project_name
having bool_and(project_key is null)
order by row_number
