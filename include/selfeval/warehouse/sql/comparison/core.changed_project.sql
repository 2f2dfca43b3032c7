-- One row per comparison of departments that have submitted forms for both years and department that has a share in it:
-- what each year has there, and how the project changed. One that moved is shared by two departments, from one and to
-- the other.
create view core.changed_project as
with
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
    whole.lineage_kind as change_kind,
    null as moved_name,
    whole.lineage_kind,
    whole.budget_amount,
    whole.prior_budget_amount,
    whole.executed_amount,
    whole.prior_executed_amount
from core.compared_project as whole
inner join core.known_department as department on whole.department_name = department.reported_department_name
where not exists (
    select from shared
    where shared.lineage_code = whole.lineage_code and shared.fiscal_year = whole.fiscal_year
)
union all
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
    shared.budget_amount,
    shared.prior_budget_amount,
    shared.executed_amount,
    shared.prior_executed_amount
from core.compared_project as whole
inner join shared on whole.lineage_code = shared.lineage_code and whole.fiscal_year = shared.fiscal_year
inner join core.known_department as department on shared.department_key = department.department_key
