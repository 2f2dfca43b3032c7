-- One row per lineage group and side: names joined, printed totals added, what is disputed beside them.
-- Projects are counted as the form prints them, line by line.
-- A total that is not printed for one member leaves the side without that total: a part would mislead.
create view core.lineage_side as
select
    member.lineage_code,
    member.side,
    string_agg(project_year.project_name, ' + ' order by project_year.project_name collate "C") as project_name,
    sum(project_year.line_count)::bigint as project_count,
    sum(project_year.missing_total_count)::bigint as missing_total_count,
    case when bool_and(project_year.budget_amount is not null)
        then sum(project_year.budget_amount) end as budget_amount,
    case when bool_and(project_year.executed_amount is not null)
        then sum(project_year.executed_amount) end as executed_amount,
    bool_or(project_year.is_disputed) as is_disputed,
    sum(project_year.disputed_line_count)::bigint as disputed_project_count,
    sum(project_year.disputed_budget_amount) as disputed_budget_amount,
    sum(project_year.disputed_executed_amount) as disputed_executed_amount
from core.lineage_member as member
inner join core.project_year
    on
        member.department_key = project_year.department_key
        and member.member_year = project_year.fiscal_year
        and member.project_key = project_year.project_key
group by member.lineage_code, member.side
