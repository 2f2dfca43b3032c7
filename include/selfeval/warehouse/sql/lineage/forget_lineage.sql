-- The lineage into a year goes, of some departments or of all; codes of the groups.
with
gone as (
    delete from core.lineage
    where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
    returning lineage_code
)

select distinct lineage_code
from gone
