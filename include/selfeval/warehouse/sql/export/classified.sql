-- What is classified, by the list in force, as a table of its own for the transaction: a project by code or name, all
-- projects of a department where the item names none.
create temporary table classified on commit drop as
select
    item.row_number,
    item.department_code,
    item.department_name,
    item.project_name,
    item.project_code = '' and item.project_name_code is null as is_department,
    int4range(item.first_fiscal_year, item.last_fiscal_year, '[]') as years,
    dim_department.department_key,
    dim_project.project_key
from core.classified_item as item
inner join core.current_list using (list_key)
left join core.dim_department using (department_code)
left join core.dim_project
    on
        dim_department.department_key = dim_project.department_key
        and (
            nullif(item.project_code, '') = dim_project.project_code
            or item.project_name_code = dim_project.project_name_code
            or item.project_code = '' and item.project_name_code is null
        )
