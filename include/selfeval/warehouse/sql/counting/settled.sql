-- Departments of a year that are settled, and from what.
select
    department_key,
    fingerprint
from core.settled_department_year
where fiscal_year = %(fiscal_year)s
