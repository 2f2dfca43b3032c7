-- One row per line of a version that stands on a side of a comparison, as lineage and what counts are now; publication
-- stores them (core.comparison_line).
create view core.comparable_line as
select
    member.fiscal_year,
    member.side,
    line.form_version_key,
    line.project_number,
    member.lineage_code,
    member.lineage_kind,
    line.department_key,
    case when member.side = 'current' then line.department_key
        else coalesce(renamed.to_department_key, line.department_key) end as counted_department_key,
    member.member_year,
    line.project_key,
    line.project_name,
    line.is_counted,
    line.gives_indicators,
    line.is_doubtful
from core.comparison_member as member
inner join core.counted_line as line
    on
        member.basis = line.basis
        and member.department_key = line.department_key
        and member.member_year = line.fiscal_year
        and member.project_key = line.project_key
left join core.renamed_department as renamed
    on
        member.department_key = renamed.from_department_key
        and member.fiscal_year = renamed.first_fiscal_year
