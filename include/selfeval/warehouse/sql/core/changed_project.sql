-- One row per comparison of departments that have handed in for both years and department that has a share in it: what each
-- year has there, and how the project changed. One that moved is shared by two departments, from one and to the other.
create view core.changed_project as
with
stored as (
    select *
    from core.year_on_year
    where
        grain = 'project'
        and subject = 'total'
        and valid_from <= core.clock()
        and core.clock() < valid_to
),

-- A comparison has a row of the budget and one of the spending, whatever is printed.
whole as (
    select
        budget.thing_code as lineage_code,
        budget.fiscal_year,
        budget.department_name,
        budget.project_name,
        budget.prior_project_name,
        budget.figure_kind as lineage_kind,
        budget.amount as budget_amount,
        budget.prior_amount as prior_budget_amount,
        executed.amount as executed_amount,
        executed.prior_amount as prior_executed_amount,
        budget.comparability_name,
        budget.disputed_project_count > 0 or budget.prior_disputed_project_count > 0 as is_disputed
    from stored as budget
    inner join stored as executed
        on budget.thing_code = executed.thing_code and budget.fiscal_year = executed.fiscal_year
    where
        budget.measure_code = 'budget'
        and executed.measure_code = 'executed'
        and budget.figure_kind not in ('first', 'awaited', 'withdrawn')
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
inner join core.known_department as department
    on
        shared.lineage_code is null and whole.department_name = department.reported_department_name
        or shared.department_key = department.department_key
