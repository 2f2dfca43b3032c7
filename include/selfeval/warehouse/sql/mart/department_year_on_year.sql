-- One row per department and fiscal year: its projects' totals against last year's, and what is disputed in each.
-- Sums are of printed totals; missing_total_count says how many projects lack one and are not in them.
create view mart.department_year_on_year as
with
department_year as (
    select
        fiscal_year,
        department_name,
        sum(budget_amount) as budget_amount,
        sum(prior_budget_amount) as prior_budget_amount,
        sum(budget_change_amount) as budget_change_amount,
        sum(executed_amount) as executed_amount,
        sum(prior_executed_amount) as prior_executed_amount,
        sum(executed_change_amount) as executed_change_amount,
        sum(disputed_budget_amount) as disputed_budget_amount,
        sum(prior_disputed_budget_amount) as prior_disputed_budget_amount,
        sum(disputed_executed_amount) as disputed_executed_amount,
        sum(prior_disputed_executed_amount) as prior_disputed_executed_amount,
        sum(project_count) as project_count,
        sum(prior_project_count) as prior_project_count,
        sum(disputed_project_count) as disputed_project_count,
        sum(prior_disputed_project_count) as prior_disputed_project_count,
        sum(missing_total_count) as missing_total_count,
        sum(prior_missing_total_count) as prior_missing_total_count,
        count(*) filter (where lineage_kind = 'new') as new_count,
        count(*) filter (where lineage_kind = 'ended') as ended_count,
        count(*) filter (where lineage_kind = 'renamed') as renamed_count,
        count(*) filter (where lineage_kind = 'split') as split_count,
        count(*) filter (where lineage_kind = 'merged') as merged_count,
        count(*) filter (where comparability = 'amount_missing') as amount_missing_count,
        case
            when bool_or(comparability = 'amount_missing') then 'amount_missing'
            when bool_or(lineage_kind = 'first') then 'no_prior_year'
            when bool_or(is_disputed or prior_is_disputed) then 'disputed'
            else 'comparable'
        end as comparability
    from mart.project_year_on_year
    group by fiscal_year, department_name
)

select
    department_year.fiscal_year,
    department_year.department_name,
    department_year.budget_amount,
    department_year.prior_budget_amount,
    department_year.budget_change_amount,
    round(budget_change_amount / nullif(prior_budget_amount, 0), 6) as budget_change_ratio,
    department_year.executed_amount,
    department_year.prior_executed_amount,
    department_year.executed_change_amount,
    round(executed_change_amount / nullif(prior_executed_amount, 0), 6) as executed_change_ratio,
    round(executed_amount / nullif(budget_amount, 0), 6) as execution_ratio,
    round(prior_executed_amount / nullif(prior_budget_amount, 0), 6) as prior_execution_ratio,
    round(executed_amount / nullif(budget_amount, 0), 6)
    - round(prior_executed_amount / nullif(prior_budget_amount, 0), 6) as execution_ratio_change,
    department_year.disputed_budget_amount,
    department_year.prior_disputed_budget_amount,
    department_year.disputed_executed_amount,
    department_year.prior_disputed_executed_amount,
    department_year.project_count,
    department_year.prior_project_count,
    department_year.disputed_project_count,
    department_year.prior_disputed_project_count,
    department_year.new_count,
    department_year.ended_count,
    department_year.renamed_count,
    department_year.split_count,
    department_year.merged_count,
    department_year.amount_missing_count,
    department_year.missing_total_count,
    department_year.prior_missing_total_count,
    department_year.comparability,
    dim_comparability.name_zh as comparability_name
from department_year
inner join core.dim_comparability using (comparability)
