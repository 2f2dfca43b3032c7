-- Year on year of the departments that handed in since a moment.
select
    budget.fiscal_year,
    budget.department_name,
    budget.project_count,
    budget.amount as budget_amount,
    budget.change_amount as budget_change_amount,
    budget.change_ratio as budget_change_ratio,
    executed.amount as executed_amount,
    executed.change_amount as executed_change_amount,
    executed.change_ratio as executed_change_ratio,
    executed.execution_ratio,
    budget.disputed_project_count,
    budget.in_dispute_amount,
    budget.comparability_name
from mart.department_year_on_year as budget
inner join mart.department_year_on_year as executed using (fiscal_year, department_name)
where
    budget.measure_code = 'budget'
    and executed.measure_code = 'executed'
    and budget.department_name in (
        select department_name
        from mart.receipt
        where received_at >= %(since)s
    )
order by budget.department_name, budget.fiscal_year
