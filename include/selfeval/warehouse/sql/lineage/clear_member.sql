-- The stored members of some groups of the lineage of a year go, or of all.
delete from core.published_member
where
    fiscal_year = %(fiscal_year)s
    and (%(lineage_codes)s::text[] is null or lineage_code = any(%(lineage_codes)s))
