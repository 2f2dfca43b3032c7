-- Departments of a year whose counted budgets miss the total of their whole-department form.
with
counted as (
    select
        line.department_key,
        case when bool_and(amount.yuan_amount is not null) then sum(amount.yuan_amount) end as counted_amount
    from core.settled_line as line
    left join core.fct_budget_execution as amount
        on
            line.form_version_key = amount.form_version_key
            and line.project_number = amount.project_number
            and line.fiscal_year = amount.fiscal_year
            and amount.measure_code = 'budget'
            and amount.funding_source_code = 'total'
    where
        line.settled_to = timestamptz '9999-12-31 00:00:00+00'
        and line.outcome_code = 'counted'
        and line.fiscal_year = %(fiscal_year)s
        and line.department_key = any(%(departments)s)
    group by line.department_key
),

overall as (
    select distinct on (line.department_key)
        line.department_key,
        line.form_version_key,
        line.project_number,
        amount.yuan_amount
    from core.settled_line as line
    inner join core.fct_budget_execution as amount
        on
            line.form_version_key = amount.form_version_key
            and line.project_number = amount.project_number
            and line.fiscal_year = amount.fiscal_year
            and amount.measure_code = 'budget'
            and amount.funding_source_code = 'total'
    where
        line.settled_to = timestamptz '9999-12-31 00:00:00+00'
        and line.outcome_code = 'overall'
        and line.fiscal_year = %(fiscal_year)s
        and line.department_key = any(%(departments)s)
    order by line.department_key, line.settled_from desc, line.form_version_key desc, line.project_number
)

select
    overall.department_key,
    overall.form_version_key,
    overall.project_number,
    counted.counted_amount,
    overall.yuan_amount as control_amount
from overall
inner join counted using (department_key)
where abs(overall.yuan_amount - counted.counted_amount) > greatest(100, 0.0005 * overall.yuan_amount)
