-- Departments of a year whose counted budgets are a thousand times last year's, or a thousandth: all of them, the smallest
-- as the largest, as where a whole form is in another unit. A single project in the wrong unit is for the rules to find.
with
counted as (
    select
        line.fiscal_year,
        line.department_key,
        min(line.form_version_key) as form_version_key,
        case when bool_and(amount.yuan_amount is not null) then sum(amount.yuan_amount) end as counted_amount,
        min(amount.yuan_amount) filter (where amount.yuan_amount > 0) as smallest_amount,
        max(amount.yuan_amount) as largest_amount
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
        and line.fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
        and line.department_key = any(%(departments)s)
    group by line.fiscal_year, line.department_key
)

select
    this_year.department_key,
    this_year.form_version_key,
    (
        select min(line.project_number)
        from core.settled_line as line
        where line.form_version_key = this_year.form_version_key and line.outcome_code = 'counted'
    ) as project_number,
    this_year.counted_amount,
    last_year.counted_amount as control_amount
from counted as this_year
inner join counted as last_year
    on this_year.department_key = last_year.department_key and last_year.fiscal_year = this_year.fiscal_year - 1
where
    this_year.fiscal_year = %(fiscal_year)s
    and this_year.counted_amount > 0
    and last_year.counted_amount > 0
    and (
        this_year.counted_amount >= 1000 * last_year.counted_amount
        and this_year.smallest_amount >= 100 * last_year.smallest_amount
        and this_year.largest_amount >= 100 * last_year.largest_amount
        or last_year.counted_amount >= 1000 * this_year.counted_amount
        and last_year.smallest_amount >= 100 * this_year.smallest_amount
        and last_year.largest_amount >= 100 * this_year.largest_amount
    )
