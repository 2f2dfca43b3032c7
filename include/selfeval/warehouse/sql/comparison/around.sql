-- Departments given, or that have a share in some comparisons of a year, and all comparisons in which these have one.
with
department as (
    select counted_department_key as department_key
    from core.comparison_line
    where fiscal_year = %(fiscal_year)s and lineage_code = any(%(lineage_codes)s)
    union
    select unnest(%(departments)s::bigint[])
)

select
    coalesce((select array_agg(department_key order by department_key) from department), '{}') as departments,
    coalesce(array_agg(distinct line.lineage_code), '{}') as lineage_codes
from core.comparison_line as line
where
    line.fiscal_year = %(fiscal_year)s
    and line.counted_department_key in (select department.department_key from department)
