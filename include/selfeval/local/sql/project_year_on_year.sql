-- Year on year of the projects of those departments, where there is a prior year to compare with.
select
    budget.fiscal_year,
    budget.project_name,
    budget.prior_project_name,
    budget.lineage_kind_name,
    budget.amount as budget_amount,
    budget.change_amount as budget_change_amount,
    budget.change_ratio as budget_change_ratio,
    executed.amount as executed_amount,
    executed.change_amount as executed_change_amount,
    executed.change_ratio as executed_change_ratio,
    executed.execution_ratio,
    budget.is_disputed,
    budget.prior_is_disputed
from mart.project_year_on_year as budget
inner join mart.project_year_on_year as executed using (lineage_code, fiscal_year)
where
    budget.measure_code = 'budget'
    and executed.measure_code = 'executed'
    and budget.change_amount is not null
    and budget.department_name in (
        select department_name
        from mart.receipt
        where received_at >= %(since)s
    )
order by budget.department_name, budget.fiscal_year, budget.lineage_code
