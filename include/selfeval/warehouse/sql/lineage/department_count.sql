-- How many departments have handed in their projects of either of two years, and whether the later one has any lineage.
select
    count(distinct department_key) as department_count,
    exists (select from core.lineage where lineage.fiscal_year = %(fiscal_year)s) as is_published
from core.lineage_department
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
