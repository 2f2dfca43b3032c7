-- Confirmed changes of departments whose new department begins in a year.
select
    change_code,
    from_department_key,
    to_department_key,
    change_kind
from core.department_succession
where first_fiscal_year = %(fiscal_year)s
order by from_department_key, to_department_key
