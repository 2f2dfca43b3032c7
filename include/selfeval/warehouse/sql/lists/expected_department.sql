-- Rows of a list of departments that owe a form; without a region they are in none.
insert into core.expected_department (
    list_key, row_number, department_code, department_name, first_fiscal_year, last_fiscal_year,
    region_code, due_date, is_nil_return, note
)
select
    %(list_key)s as list_key,
    listed.row_number,
    core.normalised(listed.department_name) as department_code,
    listed.department_name,
    listed.first_fiscal_year,
    listed.last_fiscal_year,
    coalesce(core.normalised(listed.region_name), 'unassigned') as region_code,
    listed.due_date,
    listed.is_nil_return,
    listed.note
from jsonb_to_recordset(%(rows)s::jsonb) as listed (
    row_number integer, department_name text, first_fiscal_year integer, last_fiscal_year integer,
    region_name text, due_date date, is_nil_return boolean, note text
)
