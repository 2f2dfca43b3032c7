-- The stored members of the lineage of a year go.
delete from core.published_member where fiscal_year = %(fiscal_year)s
