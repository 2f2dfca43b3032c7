-- How many rows of a list the one before it did not have, and how many of that one are gone.
with
entry as (
    select list_key, to_jsonb(expected_department) - 'list_key' - 'row_number' as told from core.expected_department
    union all
    select list_key, to_jsonb(expected_project) - 'list_key' - 'row_number' as told from core.expected_project
    union all
    select list_key, to_jsonb(classified_item) - 'list_key' - 'row_number' as told from core.classified_item
),

before as (
    select max(list_key) as list_key
    from core.operations_list
    where list_kind = %(list_kind)s and list_key < %(list_key)s
),

told_now as (select told from entry where list_key = %(list_key)s),

told_before as (select entry.told from entry inner join before using (list_key))

select
    (select count(*) from (select told from told_now except select told from told_before) as added) as added_count,
    (select count(*) from (select told from told_before except select told from told_now) as gone) as gone_count
