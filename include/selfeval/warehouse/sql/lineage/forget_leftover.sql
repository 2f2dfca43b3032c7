-- What the lineage into a year left free in some departments or in all goes.
delete from core.lineage_leftover
where fiscal_year = %(fiscal_year)s and (%(departments)s::bigint[] is null or department_key = any(%(departments)s))
