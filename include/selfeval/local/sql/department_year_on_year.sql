-- Year on year of the departments that handed in since a moment.
select
    fiscal_year,
    department_name,
    project_count,
    budget_amount,
    budget_change_amount,
    budget_change_ratio,
    executed_amount,
    executed_change_amount,
    executed_change_ratio,
    execution_ratio,
    disputed_project_count,
    disputed_budget_amount,
    comparability_name
from mart.department_year_on_year
where
    department_name in (
        select department_name
        from mart.receipt
        where received_at >= %(since)s
    )
order by department_name, fiscal_year
