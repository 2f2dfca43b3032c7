-- The members of the lineage of a year are stored.
insert into core.published_member
select lineage_member.* from core.lineage_member where fiscal_year = %(fiscal_year)s
