-- How many departments bear each of some names in either of two years.
select
    written_name,
    count(distinct department_key) as bearer_count
from core.lineage_project
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and written_name = any(%(names)s)
group by written_name
