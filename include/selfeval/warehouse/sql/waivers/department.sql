-- The department of a name, however it is spaced and written.
select department_key, department_name
from core.dim_department
where department_code = core.normalised(%(department)s)
