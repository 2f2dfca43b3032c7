-- One row per project that counts in a fiscal year. A total that is not printed is null, not zero. No rate is a number:
-- that of several projects is sum(rated_executed_yuan) / sum(rated_budget_yuan), never an average of rates.
create view mart.project_year as
select
    project.fiscal_year,
    make_date(project.fiscal_year, 1, 1) as fiscal_year_date,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    project.department_name,
    project.reported_department_name,
    project.project_name,
    project.project_code,
    project.implementing_unit_name,
    lineage.lineage_kind,
    kind.name_zh as lineage_kind_name,
    lineage.prior_project_name,
    project.budget_initial_amount as budget_initial_yuan,
    project.budget_initial_amount * 0.0001 as budget_initial_wan,
    project.budget_amount as budget_yuan,
    project.budget_amount * 0.0001 as budget_wan,
    project.received_amount as received_yuan,
    project.received_amount * 0.0001 as received_wan,
    project.executed_amount as executed_yuan,
    project.executed_amount * 0.0001 as executed_wan,
    rated.budget_amount as rated_budget_yuan,
    rated.executed_amount as rated_executed_yuan,
    to_char(round(100 * rated.executed_amount / rated.budget_amount, 2), 'FM999999990.00%') as execution_rate,
    project.stated_rate_printed as stated_execution_rate,
    project.total_score,
    project.is_disputed,
    case when project.is_disputed then project.budget_amount else 0 end as budget_in_dispute_yuan,
    case when project.is_disputed then project.budget_amount * 0.0001 else 0 end as budget_in_dispute_wan,
    project.goal_planned,
    project.goal_actual,
    project.problems,
    project.rectification,
    lineage.lineage_code
from core.current_project as project
cross join lateral (
    select
        case when project.budget_amount > 0 and project.executed_amount is not null
            then project.budget_amount end as budget_amount,
        case when project.budget_amount > 0 then project.executed_amount end as executed_amount
) as rated
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        project.current_department_code = department_region.department_code
        and project.fiscal_year between department_region.first_fiscal_year and department_region.last_fiscal_year
left join lateral (
    select
        min(lineage.lineage_code) as lineage_code,
        case when min(lineage.lineage_kind) = max(lineage.lineage_kind)
            then min(lineage.lineage_kind) end as lineage_kind,
        string_agg(distinct prior.project_name, ' + ' order by prior.project_name) as prior_project_name
    from core.lineage
    left join core.dim_project as prior on lineage.prior_project_key = prior.project_key
    where lineage.project_key = project.project_key and lineage.fiscal_year = project.fiscal_year
) as lineage on true
left join core.dim_lineage_kind as kind on lineage.lineage_kind = kind.lineage_kind
