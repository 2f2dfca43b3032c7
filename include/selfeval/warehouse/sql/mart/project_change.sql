-- One row per comparison of this year's project, or the projects that it was split into, with last year's: also what is new
-- and what ended. A project that moved between departments has a row in each, going out and coming in. Departments that
-- have not handed in for both years have no rows: what is here is comparable, and adds up.
create view mart.project_change as
with
whole as (
    select
        lineage_code,
        fiscal_year,
        min(department_name) as department_name,
        min(project_name) as project_name,
        min(prior_project_name) as prior_project_name,
        min(lineage_kind) as lineage_kind,
        max(amount) filter (where measure_code = 'budget') as budget_amount,
        max(prior_amount) filter (where measure_code = 'budget') as prior_budget_amount,
        max(amount) filter (where measure_code = 'executed') as executed_amount,
        max(prior_amount) filter (where measure_code = 'executed') as prior_executed_amount,
        max(comparability_name) filter (where measure_code = 'budget') as comparability_name,
        bool_or(is_disputed or prior_is_disputed) as is_disputed
    from mart_detail.project_year_on_year
    where lineage_kind not in ('first', 'awaited', 'withdrawn')
    group by lineage_code, fiscal_year
),

shared as (
    select
        lineage_code,
        fiscal_year,
        department_key,
        max(amount) filter (where measure_code = 'budget') as budget_amount,
        max(prior_amount) filter (where measure_code = 'budget') as prior_budget_amount,
        max(amount) filter (where measure_code = 'executed') as executed_amount,
        max(prior_amount) filter (where measure_code = 'executed') as prior_executed_amount,
        case
            when not bool_or(has_current) then 'moved_out'
            when not bool_or(has_prior) then 'moved_in'
        end as change_kind
    from core.shared_comparison
    group by lineage_code, fiscal_year, department_key
),

change as (
    select
        whole.lineage_code,
        whole.fiscal_year,
        whole.project_name,
        whole.prior_project_name,
        whole.comparability_name,
        whole.is_disputed,
        department.department_name,
        department.current_department_code,
        coalesce(shared.change_kind, whole.lineage_kind) as change_kind,
        case shared.change_kind when 'moved_out' then '划出' when 'moved_in' then '划入' end as moved_name,
        whole.lineage_kind,
        case when shared.lineage_code is null then whole.budget_amount else shared.budget_amount end as budget_amount,
        case when shared.lineage_code is null
            then whole.prior_budget_amount else shared.prior_budget_amount end as prior_budget_amount,
        case when shared.lineage_code is null
            then whole.executed_amount else shared.executed_amount end as executed_amount,
        case when shared.lineage_code is null
            then whole.prior_executed_amount else shared.prior_executed_amount end as prior_executed_amount
    from whole
    left join shared on whole.lineage_code = shared.lineage_code and whole.fiscal_year = shared.fiscal_year
    inner join core.current_department as department
        on
            case when shared.lineage_code is null
                then whole.department_name = department.reported_department_name
                else shared.department_key = department.department_key
            end
)

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
    change.budget_amount / 10000 as compared_budget_wan,
    change.prior_budget_amount as prior_budget_yuan,
    change.prior_budget_amount / 10000 as prior_budget_wan,
    difference.budget_amount as budget_change_yuan,
    difference.budget_amount / 10000 as budget_change_wan,
    change.executed_amount as compared_executed_yuan,
    change.executed_amount / 10000 as compared_executed_wan,
    change.prior_executed_amount as prior_executed_yuan,
    change.prior_executed_amount / 10000 as prior_executed_wan,
    difference.executed_amount as executed_change_yuan,
    difference.executed_amount / 10000 as executed_change_wan,
    change.comparability_name,
    change.is_disputed,
    change.lineage_code
from change
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
