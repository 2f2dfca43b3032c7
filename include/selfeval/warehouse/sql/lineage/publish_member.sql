-- The members of some groups of the lineage of a year are stored, or of all.
insert into core.published_member
select lineage_member.*
from core.lineage_member
where
    fiscal_year = %(fiscal_year)s
    and (%(lineage_codes)s::text[] is null or lineage_code = any(%(lineage_codes)s))
