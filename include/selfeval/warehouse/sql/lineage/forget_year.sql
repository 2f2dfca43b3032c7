-- What lineage knows of a year goes, of some departments or of all; the names of the projects, by department.
with
department as (
    delete from core.lineage_department
    where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
),

project as (
    delete from core.lineage_project
    where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
    returning department_key, written_name
)

select distinct department_key, written_name
from project
