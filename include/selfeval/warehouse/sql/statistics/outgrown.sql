-- Tables of the warehouse that hold more than twice the rows that the planner knows of. A table that is kept by year
-- has the rows of its years: the server gathers for each year by itself, and never for the whole.
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
    > 2 * greatest(max(relation.reltuples), 0) + 1000
order by name
