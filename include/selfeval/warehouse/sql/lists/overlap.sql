-- Pairs of rows of a list about one department or project whose years overlap.
with
entry as (
    select
        row_number,
        department_code,
        null as project_code,
        null as project_name_code,
        int4range(first_fiscal_year, last_fiscal_year, '[]') as years
    from core.expected_department
    where list_key = %(list_key)s
    union all
    select
        row_number,
        department_code,
        project_code,
        project_name_code,
        int4range(first_fiscal_year, last_fiscal_year, '[]') as years
    from core.expected_project
    where list_key = %(list_key)s
    union all
    select
        row_number,
        department_code,
        project_code,
        project_name_code,
        int4range(first_fiscal_year, last_fiscal_year, '[]') as years
    from core.classified_item
    where list_key = %(list_key)s
)

select
    entry.row_number,
    other.row_number as other_row_number
from entry
inner join entry as other
    on
        entry.department_code = other.department_code
        and entry.project_code is not distinct from other.project_code
        and entry.project_name_code is not distinct from other.project_name_code
        and entry.years && other.years
        and entry.row_number > other.row_number
order by entry.row_number, other.row_number
