-- Each staged project learns its key in the dimension.
update batch_project
set project_key = dim_project.project_key
from core.dim_project
where
    batch_project.department_key = dim_project.department_key
    and batch_project.project_code = dim_project.project_code
    and batch_project.project_name_code = dim_project.project_name_code
