-- Comparisons in which some versions have a line.
select distinct fiscal_year, lineage_code
from core.comparison_line
where form_version_key = any(%(form_version_keys)s)
order by 1, 2
