-- Departments that have handed in their projects of two years, of some departments or of all.
select
    fiscal_year,
    department_key,
    department_code,
    is_whole
from core.lineage_department
inner join core.dim_department using (department_key)
where
    fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
    and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
