-- One row per view of the schemas of marts that has a fiscal year, with its columns in order and the comments.
select
    class.relnamespace::regnamespace::text as schema_name,
    class.relname as view_name,
    coalesce(obj_description(class.oid, 'pg_class'), '') as comment,
    array_agg(attribute.attname::text order by attribute.attnum) as columns,
    array_agg(coalesce(col_description(class.oid, attribute.attnum), '') order by attribute.attnum) as comments
from pg_class as class
inner join pg_attribute as attribute on class.oid = attribute.attrelid and attribute.attnum > 0
where class.relnamespace::regnamespace::text ~ '^mart(_|$)' and class.relkind = 'v'
group by class.oid, class.relnamespace, class.relname
having bool_or(attribute.attname = 'fiscal_year')
order by class.relname
