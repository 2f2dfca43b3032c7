-- Tables of a year of which every project counts and whose budgets miss the total row that the table prints, by more than
-- half a percent: a smaller gap is a slip in one figure, which the rules report.
with
placed_table as (
    select
        version.form_version_key,
        version.submission_key,
        version.form_number,
        version.amount_unit_code,
        min(line.department_key) as department_key,
        min(line.project_number) as project_number,
        min(substring(amount.cell from '^(.*![A-Z]+)[0-9]+$')) as place,
        sum(amount.yuan_amount) as counted_amount
    from core.dim_form_version as version
    inner join core.settled_line as line using (form_version_key, fiscal_year)
    left join core.fct_budget_execution as amount
        on
            line.form_version_key = amount.form_version_key
            and line.project_number = amount.project_number
            and line.fiscal_year = amount.fiscal_year
            and amount.measure_code = 'budget'
            and amount.funding_source_code = 'total'
    where
        version.family = 'wide'
        and version.fiscal_year = %(fiscal_year)s
        and version.department_key = any(%(departments)s)
        and line.settled_to = timestamptz '9999-12-31 00:00:00+00'
        and line.outcome_code not in ('subtotal', 'part', 'copy')
    group by version.form_version_key, version.submission_key, version.form_number, version.amount_unit_code
    having
        bool_and(line.outcome_code = 'counted')
        and count(distinct line.department_key) = 1
        and count(distinct substring(amount.cell from '^(.*![A-Z]+)[0-9]+$')) = 1
        and bool_and(amount.yuan_amount is not null)
),

printed as (
    select distinct on (placed_table.form_version_key)
        placed_table.department_key,
        placed_table.form_version_key,
        placed_table.project_number,
        placed_table.counted_amount,
        replace(total.printed, ',', '')::numeric * dim_amount_unit.yuan_factor as control_amount
    from placed_table
    inner join core.submission using (submission_key)
    inner join core.dim_amount_unit using (amount_unit_code)
    inner join staging.cell as total
        on
            submission.submission_sha256 = total.submission_sha256
            and placed_table.form_number = total.form_number
            and total.role = 'total'
            and substring(total.cell from '^(.*![A-Z]+)[0-9]+$') = placed_table.place
            and total.printed ~ '^[0-9][0-9,]{0,20}(\.[0-9]{1,12})?$'
    order by placed_table.form_version_key, substring(total.cell from '[0-9]+$')::integer desc
)

select *
from printed
where abs(control_amount - counted_amount) > greatest(100, 0.005 * control_amount)
