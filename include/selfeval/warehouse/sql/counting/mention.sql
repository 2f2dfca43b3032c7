-- Departments whose lines of a year name another department in their 部门名称 column, and that other one.
select distinct
    line.department_key,
    named.department_key as named_department_key
from core.fct_project_evaluation as line
inner join core.dim_department as named
    on core.normalised(line.division_name) = named.department_code
where
    line.fiscal_year = %(fiscal_year)s
    and line.division_name is not null
    and line.department_key <> named.department_key
