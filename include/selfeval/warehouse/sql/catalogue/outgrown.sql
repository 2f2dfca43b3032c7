-- Tables of the warehouse that hold a tenth more rows than the planner knows of: of a year that it has never heard of
-- it expects no row, and loops. A table that is kept by year has the rows of its years: the server gathers for each
-- year by itself, and never for the whole.
select relation.oid::regclass::text as name
from pg_class as relation
left join pg_inherits on relation.oid = pg_inherits.inhparent
where
    relation.relnamespace = 'core'::regnamespace
    and relation.relkind in ('r', 'p')
    and not relation.relispartition
group by relation.oid
having
    sum(pg_stat_get_live_tuples(coalesce(pg_inherits.inhrelid, relation.oid)))
    > 1.1 * greatest(max(relation.reltuples), 0) + 500
order by name
