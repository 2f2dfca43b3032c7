-- The business key of a department's name, however it is spaced and written.
select distinct department_code
from core.dim_department
where department_code = core.normalised(%(department)s)
