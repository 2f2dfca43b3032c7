-- One row per comparison that several departments share, since a project moved between them, department and measure:
-- what each side has in that department; null where one of its lines does not print it.
create view core.shared_comparison as
with
-- Found by the stored rows, which know it of all three sides: few lines are left to be looked at.
known as (
    select distinct
        fiscal_year,
        thing_code as lineage_code
    from core.year_on_year
    where grain = 'project' and shared_department_keys is not null
),

shared as (
    select
        line.fiscal_year,
        line.lineage_code
    from core.comparison_line as line
    inner join known on line.lineage_code = known.lineage_code and line.fiscal_year = known.fiscal_year
    where line.side <> 'reported' and line.is_counted
    group by line.fiscal_year, line.lineage_code
    having count(distinct counted_department_key) > 1
)

select
    line.fiscal_year,
    line.lineage_code,
    line.counted_department_key as department_key,
    measure.measure_code,
    case when bool_and(amount.yuan_amount is not null) filter (where line.side = 'current')
        then sum(amount.yuan_amount) filter (where line.side = 'current') end as amount,
    case when bool_and(amount.yuan_amount is not null) filter (where line.side = 'prior')
        then sum(amount.yuan_amount) filter (where line.side = 'prior') end as prior_amount,
    bool_or(line.side = 'current') as has_current,
    bool_or(line.side = 'prior') as has_prior
from core.comparison_line as line
inner join shared on line.fiscal_year = shared.fiscal_year and line.lineage_code = shared.lineage_code
cross join (values ('budget'), ('executed')) as measure (measure_code)
left join core.fct_budget_execution as amount
    on
        line.form_version_key = amount.form_version_key
        and line.project_number = amount.project_number
        and line.member_year = amount.fiscal_year
        and measure.measure_code = amount.measure_code
        and amount.funding_source_code = 'total'
where line.side <> 'reported' and line.is_counted
group by line.fiscal_year, line.lineage_code, line.counted_department_key, measure.measure_code
