-- One row per department with the name that marts show, without what looks like a contact: looked through once a
-- department, not once a row.
create view core.named_department as
select
    department_key,
    core.without_contact(department_name) as department_name
from core.dim_department
offset 0
