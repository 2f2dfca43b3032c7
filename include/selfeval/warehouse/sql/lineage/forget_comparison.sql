-- The compared lines of some departments and a year go; their comparisons and the departments that these counted in.
with
gone as (
    delete from core.comparison_line
    where fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)
    returning lineage_code, counted_department_key
)

select distinct lineage_code, counted_department_key
from gone
