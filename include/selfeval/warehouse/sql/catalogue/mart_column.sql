-- The marts and their columns as the catalogue has them, with both comments; views by name.
select
    view.relnamespace::regnamespace::text as schema_name,
    view.relname as view_name,
    obj_description(view.oid, 'pg_class') as view_comment,
    field.attname as column_name,
    case
        when field.atttypid = 'varchar'::regtype then 'text'
        else format_type(field.atttypid, field.atttypmod)
    end as type_name,
    field.atttypid in ('numeric'::regtype, 'float8'::regtype, 'int8'::regtype, 'int4'::regtype) as is_number,
    col_description(view.oid, field.attnum) as column_comment
from pg_class as view
inner join pg_attribute as field on view.oid = field.attrelid and field.attnum > 0 and not field.attisdropped
where view.relnamespace::regnamespace::text ~ '^mart(_|$)' and view.relkind in ('v', 'm')
order by view.relnamespace::regnamespace::text collate "C", view.relname collate "C", field.attnum
