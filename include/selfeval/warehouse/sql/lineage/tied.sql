-- Departments with those that lineage into a year ties to them: a project went from the one to the other.
select department_key, prior_department_key
from core.lineage
where
    fiscal_year = %(fiscal_year)s
    and department_key <> prior_department_key
    and (department_key = any(%(departments)s) or prior_department_key = any(%(departments)s))
