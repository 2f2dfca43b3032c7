-- The lineage into a year goes, of some departments or of all, with what was left free in them; codes of the groups.
with
leftover as (
    delete from core.lineage_leftover
    where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
),

gone as (
    delete from core.lineage
    where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
    returning lineage_code
)

select distinct lineage_code
from gone
