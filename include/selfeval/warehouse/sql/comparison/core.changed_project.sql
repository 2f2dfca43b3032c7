-- One row per comparison of departments that have submitted forms for both years and department that has a share in it:
-- what each year has there, and how the project changed. One that moved is shared by two departments, from one and to
-- the other.
create view core.changed_project as
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
)

select
    whole.lineage_code,
    whole.fiscal_year,
    whole.project_name,
    whole.prior_project_name,
    whole.comparability_name,
    whole.is_disputed,
    coalesce(sharer.department_name, owner.department_name, whole.department_name) as department_name,
    coalesce(sharer.current_department_code, owner.current_department_code) as current_department_code,
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
left join core.current_department as owner
    on shared.lineage_code is null and whole.department_name = owner.reported_department_name
left join core.current_department as sharer on shared.department_key = sharer.department_key
