-- Rows of a list of what is classified: a project, or a whole department where none is named.
insert into core.classified_item (
    list_key, row_number, department_code, department_name, first_fiscal_year, last_fiscal_year,
    project_code, project_name_code, project_name, basis
)
select
    %(list_key)s as list_key,
    listed.row_number,
    core.normalised(listed.department_name) as department_code,
    listed.department_name,
    listed.first_fiscal_year,
    listed.last_fiscal_year,
    core.normalised(listed.project_code) as project_code,
    core.normalised(listed.project_name) as project_name_code,
    listed.project_name,
    listed.basis
from jsonb_to_recordset(%(rows)s::jsonb) as listed (
    row_number integer, department_name text, first_fiscal_year integer, last_fiscal_year integer,
    project_code text, project_name text, basis text
)
