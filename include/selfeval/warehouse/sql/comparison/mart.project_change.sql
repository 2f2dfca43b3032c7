-- One row per comparison of this year's project, or the projects that it was split into, with last year's: also what is
-- new and what ended. A project that moved between departments has a row in each, going out and coming in. Departments
-- that have not submitted for both years have no rows: what is here is comparable, and adds up.
create view mart.project_change as
select
    change.fiscal_year,
    make_date(change.fiscal_year, 1, 1) as fiscal_year_date,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    change.department_name,
    change.project_name,
    change.prior_project_name,
    change.change_kind,
    coalesce(change.moved_name, kind.name_zh) as change_kind_name,
    change.budget_amount as compared_budget_yuan,
    change.budget_amount * 0.0001 as compared_budget_wan,
    change.prior_budget_amount as prior_budget_yuan,
    change.prior_budget_amount * 0.0001 as prior_budget_wan,
    difference.budget_amount as budget_change_yuan,
    difference.budget_amount * 0.0001 as budget_change_wan,
    change.executed_amount as compared_executed_yuan,
    change.executed_amount * 0.0001 as compared_executed_wan,
    change.prior_executed_amount as prior_executed_yuan,
    change.prior_executed_amount * 0.0001 as prior_executed_wan,
    difference.executed_amount as executed_change_yuan,
    difference.executed_amount * 0.0001 as executed_change_wan,
    change.comparability_name,
    change.is_disputed,
    change.lineage_code
from core.changed_project as change
cross join lateral (
    select
        coalesce(change.budget_amount, 0) - coalesce(change.prior_budget_amount, 0) as budget_amount,
        coalesce(change.executed_amount, 0) - coalesce(change.prior_executed_amount, 0) as executed_amount
) as difference
inner join core.dim_lineage_kind as kind on change.lineage_kind = kind.lineage_kind
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        change.current_department_code = department_region.department_code
        and change.fiscal_year between department_region.first_fiscal_year and department_region.last_fiscal_year
