-- Departments of a year whose counted budgets miss a total that they or last year state: their whole-department form, the
-- total row that a table prints (of which every project counts), and, for an amount in the wrong unit, what counted last
-- year. Each with both amounts and a line to which the question about it belongs.
with
counted as (
    select
        line.fiscal_year,
        line.department_key,
        line.form_version_key,
        line.project_number,
        amount.yuan_amount
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
),

whole as (
    select
        fiscal_year,
        department_key,
        case when bool_and(yuan_amount is not null) then sum(yuan_amount) end as counted_amount,
        min(form_version_key) as form_version_key
    from counted
    group by fiscal_year, department_key
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
),

-- Tables of which every project counts now, with the one column that their budget totals stand in.
placed_table as (
    select
        version.form_version_key,
        version.submission_key,
        version.form_number,
        version.amount_unit_code,
        min(line.department_key) as department_key,
        min(line.project_number) as project_number,
        min(substring(amount.cell from '^(.*![A-Z]+)[0-9]+$')) as place,
        sum(amount.yuan_amount) as yuan_amount
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
        and count(distinct substring(amount.cell from '^(.*![A-Z]+)[0-9]+$')) = 1
        and bool_and(amount.yuan_amount is not null)
),

printed as (
    select distinct on (placed_table.form_version_key)
        placed_table.department_key,
        placed_table.form_version_key,
        placed_table.project_number,
        placed_table.yuan_amount as counted_amount,
        replace(total.printed, ',', '')::numeric * dim_amount_unit.yuan_factor as printed_amount
    from placed_table
    inner join core.submission using (submission_key)
    inner join core.dim_amount_unit using (amount_unit_code)
    inner join staging.cell as total
        on
            submission.submission_sha256 = total.submission_sha256
            and placed_table.form_number = total.form_number
            and total.role = 'total'
            and substring(total.cell from '^(.*![A-Z]+)[0-9]+$') = placed_table.place
            and total.printed ~ '^\s*[0-9][0-9,]{0,20}(\.[0-9]{1,12})?\s*$'
    order by placed_table.form_version_key, substring(total.cell from '[0-9]+$')::integer desc
)

select
    'control_overall' as question_kind,
    overall.department_key,
    overall.form_version_key,
    overall.project_number,
    whole.counted_amount,
    overall.yuan_amount as control_amount
from overall
inner join whole on overall.department_key = whole.department_key and whole.fiscal_year = %(fiscal_year)s
where abs(overall.yuan_amount - whole.counted_amount) > greatest(100, 0.0005 * overall.yuan_amount)
union all
select
    'control_printed' as question_kind,
    department_key,
    form_version_key,
    project_number,
    counted_amount,
    printed_amount as control_amount
from printed
where abs(printed_amount - counted_amount) > greatest(100, 0.005 * printed_amount)
union all
select
    'control_last_year' as question_kind,
    this_year.department_key,
    this_year.form_version_key,
    (
        select min(counted.project_number)
        from counted
        where counted.form_version_key = this_year.form_version_key
    ) as project_number,
    this_year.counted_amount,
    last_year.counted_amount as control_amount
from whole as this_year
inner join whole as last_year
    on
        this_year.department_key = last_year.department_key
        and last_year.fiscal_year = this_year.fiscal_year - 1
where
    this_year.fiscal_year = %(fiscal_year)s
    and last_year.counted_amount > 0
    and (
        this_year.counted_amount >= 1000 * last_year.counted_amount
        or this_year.counted_amount > 0 and last_year.counted_amount >= 1000 * this_year.counted_amount
    )
