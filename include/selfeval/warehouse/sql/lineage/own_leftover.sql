-- Codes and names of the projects that were left free in some departments.
select distinct
    own_code,
    written_name
from core.lineage_leftover
where fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)
