-- The comparisons that some departments have a line in, and the departments that these count in.
select distinct
    lineage_code,
    counted_department_key
from core.comparison_line
where fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)
