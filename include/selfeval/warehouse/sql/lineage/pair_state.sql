-- What there is of a pair of years: departments that have handed in their projects of either year and of the later one,
-- and whether lineage leads into it.
select
    count(distinct department_key) as department_count,
    count(*) filter (where fiscal_year = %(fiscal_year)s) as later_department_count,
    exists (select from core.lineage where lineage.fiscal_year = %(fiscal_year)s) as is_published
from core.lineage_department
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
