-- What is classified, by the list in force, as a table of its own for the transaction: a project by code or name, all
-- projects of a department where the item names none. A department counts under all names that confirmed renamings gave
-- it, and under those that may be its own in one year unless a person has denied that; an item that nothing answers to has one row, without keys.
create temporary table classified on commit drop as
with recursive
said as (
    select distinct on (question_code)
        question_code,
        event
    from core.counting_decision
    where event <> 'asked'
    order by question_code, event_key desc
),

one_department as (
    select
        one.department_key as one_key,
        other.department_key as other_key
    from core.counting_decision as asked
    inner join core.dim_department as one on asked.subject ->> 'department' = one.department_code
    inner join core.dim_department as other on asked.subject ->> 'other_department' = other.department_code
    left join said using (question_code)
    where asked.event = 'asked' and asked.question_kind = 'department' and said.event is distinct from 'rejected'
),

renamed as (
    select from_department_key as one_key, to_department_key as other_key
    from core.department_succession
    where change_kind = 'renamed'
    union
    select to_department_key, from_department_key
    from core.department_succession
    where change_kind = 'renamed'
    union
    select one_key, other_key from one_department
    union
    select other_key, one_key from one_department
),

akin as (
    select department_code as listed_code, department_key from core.dim_department
    union
    select akin.listed_code, renamed.other_key
    from akin
    inner join renamed on akin.department_key = renamed.one_key
),

item as (
    select
        classified_item.*,
        classified_item.project_code = '' and classified_item.project_name_code is null as is_department
    from core.classified_item
    inner join core.current_list using (list_key)
)

select
    item.row_number,
    item.department_code,
    item.department_name,
    item.project_name,
    item.is_department,
    int4range(item.first_fiscal_year, item.last_fiscal_year, '[]') as years,
    borne.department_key,
    coalesce(borne.department_code, item.department_code) as borne_code,
    dim_project.project_key
from item
left join akin on item.department_code = akin.listed_code
left join core.dim_department as borne on akin.department_key = borne.department_key
left join core.dim_project
    on
        borne.department_key = dim_project.department_key
        and (
            item.is_department
            or nullif(item.project_code, '') = dim_project.project_code
            or item.project_name_code = dim_project.project_name_code
        )
