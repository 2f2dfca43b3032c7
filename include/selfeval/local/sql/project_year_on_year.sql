-- Year on year of the projects of those departments, where there is a prior year to compare with.
select
    fiscal_year,
    project_name,
    prior_project_name,
    lineage_kind_name,
    budget_amount,
    budget_change_amount,
    budget_change_ratio,
    executed_amount,
    executed_change_amount,
    executed_change_ratio,
    execution_ratio,
    is_disputed,
    prior_is_disputed
from mart.project_year_on_year
where
    lineage_kind <> 'first'
    and department_name in (
        select department_name
        from mart.receipt
        where received_at >= %(since)s
    )
order by department_name, fiscal_year, lineage_code
