-- The answers of persons that the lineage into a year rests on; no row where it was never derived, or has no group.
select answers
from core.lineage_pair
where
    fiscal_year = %(fiscal_year)s
    and exists (select from core.lineage where lineage.fiscal_year = %(fiscal_year)s)
