-- One row per comparison, side and project, with the department and the year that the project stood in. Side `current`
-- is this year, `prior` last year as it is now, `reported` last year as first reported. A comparison is a lineage group
-- (also of a project whose card may still come, `awaited`), or a project of last year that is in none: its department
-- has not submitted for this year yet (`awaited`), or a correction of last year's form no longer has it (`withdrawn`).
create view core.comparison_member as
select
    member.lineage_code,
    member.fiscal_year,
    member.lineage_kind,
    comparison_side.side,
    comparison_side.basis,
    member.department_key,
    member.member_year,
    member.project_key
from core.published_member as member
inner join (
    values ('current', 'current', 'current'), ('prior', 'prior', 'current'), ('prior', 'reported', 'reported')
) as comparison_side (member_side, side, basis)
    on member.side = comparison_side.member_side
union all
select
    core.unmatched_code(
        published.fiscal_year, unmatched.lineage_kind,
        dim_department.department_code, dim_project.project_code, dim_project.project_name_code
    ) as lineage_code,
    published.fiscal_year,
    unmatched.lineage_kind,
    case line.basis when 'current' then 'prior' else 'reported' end as side,
    line.basis,
    line.department_key,
    line.fiscal_year as member_year,
    line.project_key
from (
    select distinct basis, department_key, fiscal_year, project_key
    from core.counted_line
    where is_counted
) as line
inner join (select distinct fiscal_year from core.lineage) as published
    on line.fiscal_year + 1 = published.fiscal_year
inner join core.dim_department on line.department_key = dim_department.department_key
inner join core.dim_project on line.project_key = dim_project.project_key
left join core.settled_department as handed_in
    on
        line.department_key = handed_in.department_key
        and published.fiscal_year = handed_in.fiscal_year
left join core.published_member as matched
    on
        matched.side = 'prior'
        and line.department_key = matched.department_key
        and line.fiscal_year = matched.member_year
        and line.project_key = matched.project_key
cross join lateral (
    select case when handed_in.department_key is null then 'awaited' else 'withdrawn' end as lineage_kind
) as unmatched
where
    matched.lineage_code is null
    and (unmatched.lineage_kind = 'awaited' or line.basis = 'reported')
