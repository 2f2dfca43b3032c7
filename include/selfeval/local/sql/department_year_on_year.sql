-- Year on year of the departments that handed in since a moment, budget and spending side by side.
select
    fiscal_year,
    department_name,
    max(project_count) filter (where measure_code = 'budget') as project_count,
    max(amount) filter (where measure_code = 'budget') as budget_amount,
    max(change_amount) filter (where measure_code = 'budget') as budget_change_amount,
    max(change_ratio) filter (where measure_code = 'budget') as budget_change_ratio,
    max(amount) filter (where measure_code = 'executed') as executed_amount,
    max(change_amount) filter (where measure_code = 'executed') as executed_change_amount,
    max(change_ratio) filter (where measure_code = 'executed') as executed_change_ratio,
    max(execution_ratio) as execution_ratio,
    max(disputed_project_count) filter (where measure_code = 'budget') as disputed_project_count,
    max(in_dispute_amount) filter (where measure_code = 'budget') as in_dispute_amount,
    max(comparability_name) filter (where measure_code = 'budget') as comparability_name
from mart.department_year_on_year
where
    department_name in (
        select department_name
        from mart_history.receipt
        where received_at >= %(since)s
    )
group by fiscal_year, department_name
order by department_name, fiscal_year
