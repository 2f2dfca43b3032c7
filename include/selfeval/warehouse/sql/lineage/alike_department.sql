-- Departments that are gone while some begin, or begin while some are gone, and that share names of projects with them:
-- `year` is the year of the given departments, `other_year` that of the others.
select other.department_key
from core.lineage_project as own
inner join core.lineage_project as other
    on own.folded_name = other.folded_name and other.fiscal_year = %(other_year)s
where
    own.fiscal_year = %(year)s
    and own.department_key = any(%(departments)s)
    and not exists (
        select from core.lineage_department as department
        where department.fiscal_year = %(year)s and department.department_key = other.department_key
    )
group by own.department_key, other.department_key
having count(distinct other.folded_name) >= %(least)s
