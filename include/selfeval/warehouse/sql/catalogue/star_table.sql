-- Facts and dimensions with the columns that join them: primary and foreign keys. Partitions are their table's.
with
key_column as (
    select
        conrelid,
        unnest(conkey) as attnum,
        contype,
        confrelid
    from pg_constraint
    where contype in ('p', 'f') and conparentid = 0
)

select
    star.relname as table_name,
    obj_description(star.oid, 'pg_class') as table_comment,
    field.attname as column_name,
    replace(format_type(field.atttypid, null), 'character varying', 'text') as type_name,
    bool_or(key_column.contype = 'p') as is_primary,
    min(target.relname collate "C") filter (where key_column.contype = 'f') as target_name
from pg_class as star
inner join key_column on star.oid = key_column.conrelid
inner join pg_attribute as field on star.oid = field.attrelid and key_column.attnum = field.attnum
left join pg_class as target on key_column.confrelid = target.oid and key_column.contype = 'f'
where
    star.relnamespace = 'core'::regnamespace
    and star.relkind in ('r', 'p')
    and not star.relispartition
    and (star.relname like 'fct\_%%' or star.relname like 'dim\_%%' or star.relname in ('submission', 'lineage'))
group by star.relname, star.oid, field.attname, field.atttypid, field.attnum
order by star.relname collate "C", field.attnum
