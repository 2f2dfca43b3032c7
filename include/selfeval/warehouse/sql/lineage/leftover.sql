-- Projects without counterpart in their own department, of departments other than some, that have one of some codes or
-- names: not more of each than say that nobody could tell them apart. By name only those whose department is there in
-- both years, and that no code has led elsewhere.
with
alike as (
    select found.*, 'code' as alike_by
    from unnest(%(codes)s::text[]) as own (code)
    cross join (values ('prior'), ('current')) as place (side)
    cross join lateral (
        select leftover.*
        from core.lineage_leftover as leftover
        where
            leftover.fiscal_year = %(fiscal_year)s
            and leftover.own_code = own.code
            and leftover.own_code <> ''
            and leftover.side = place.side
            and leftover.department_key <> all(%(departments)s::bigint[])
        limit %(most)s
    ) as found
    union all
    select found.*, 'name' as alike_by
    from unnest(%(names)s::text[]) as own (name)
    cross join (values ('prior'), ('current')) as place (side)
    cross join lateral (
        select leftover.*
        from core.lineage_leftover as leftover
        where
            leftover.fiscal_year = %(fiscal_year)s
            and leftover.written_name = own.name
            and leftover.side = place.side
            and leftover.is_in_both
            and not leftover.is_moved
            and leftover.department_key <> all(%(departments)s::bigint[])
        limit %(most)s
    ) as found
)

select
    alike.alike_by,
    alike.side,
    alike.department_key,
    alike.written_name,
    alike.own_code,
    alike.is_in_both,
    alike.is_moved,
    project.fiscal_year,
    project.project_key,
    department.department_code,
    dim_project.project_code,
    dim_project.project_name_code,
    project.printed_code,
    project.budget_amount,
    project.funding_sources
from alike
inner join core.lineage_project as project
    on
        alike.fiscal_year - case alike.side when 'prior' then 1 else 0 end = project.fiscal_year
        and alike.department_key = project.department_key
        and alike.project_key = project.project_key
inner join core.dim_department as department on alike.department_key = department.department_key
inner join core.dim_project on alike.project_key = dim_project.project_key
