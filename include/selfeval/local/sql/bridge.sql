-- What the changes of those departments consist of, where there is a prior year to compare with.
select
    fiscal_year,
    department_name,
    measure_name,
    prior_reported_amount,
    change_amount,
    real_amount,
    restated_amount,
    lineage_amount,
    new_amount,
    ended_amount,
    unit_amount,
    disputed_amount
from mart.department_year_on_year
where
    change_amount is not null
    and department_name in (
        select department_name
        from mart_history.receipt
        where received_at >= %(since)s
    )
order by department_name, fiscal_year, measure_code
