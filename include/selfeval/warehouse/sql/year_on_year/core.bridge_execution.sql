-- One row per row of core.bridge_sum, with the budgets that its execution ratios are over and why there is no ratio. A
-- ratio is over projects that all print both totals: one that prints spending without a budget would raise it.
create view core.bridge_execution as
with
budgeted as (
    select
        bridge_sum.*,
        case
            when max(missing_total_count) filter (where measure_code in ('budget', 'executed')) over thing = 0
                then max(amount) filter (where measure_code = 'budget') over thing
        end as budget_amount,
        case
            when max(prior_missing_total_count) filter (where measure_code in ('budget', 'executed')) over thing = 0
                then max(prior_amount) filter (where measure_code = 'budget') over thing
        end as prior_budget_amount
    from core.bridge_sum
    window thing as (
        partition by
            grain, fiscal_year, thing_code, thing_department_key, subject, funding_source_code, item_code
    )
)

select
    budgeted.*,
    case
        when measure_code <> 'executed' then null
        when project_count = 0 then 'no_current_project'
        when budget_amount is null or amount is null then 'amount_missing'
        when budget_amount <= 0 then 'budget_not_positive'
    end as execution_ratio_reason,
    case
        when measure_code <> 'executed' then null
        when prior_project_count = 0 then 'no_prior_project'
        when prior_budget_amount is null or prior_amount is null then 'amount_missing'
        when prior_budget_amount <= 0 then 'budget_not_positive'
    end as prior_execution_ratio_reason
from budgeted
