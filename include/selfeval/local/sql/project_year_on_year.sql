-- Year on year of the projects of those departments, where there is a prior year to compare with, budget and spending
-- side by side.
select
    fiscal_year,
    project_name,
    prior_project_name,
    lineage_kind_name,
    max(amount) filter (where measure_code = 'budget') as budget_amount,
    max(change_amount) filter (where measure_code = 'budget') as budget_change_amount,
    max(change_ratio) filter (where measure_code = 'budget') as budget_change_ratio,
    max(amount) filter (where measure_code = 'executed') as executed_amount,
    max(change_amount) filter (where measure_code = 'executed') as executed_change_amount,
    max(change_ratio) filter (where measure_code = 'executed') as executed_change_ratio,
    max(execution_ratio) as execution_ratio,
    bool_or(is_disputed) as is_disputed,
    bool_or(prior_is_disputed) as prior_is_disputed
from mart_detail.project_year_on_year
where
    change_amount is not null
    and department_name in (
        select department_name
        from mart_history.receipt
        where received_at >= %(since)s
    )
group by department_name, fiscal_year, lineage_code, project_name, prior_project_name, lineage_kind_name
order by department_name, fiscal_year, lineage_code
