-- One row per department, fiscal year and step from last year's total to this year's, for a waterfall: two steps that
-- together are last year's, then each part of the change. All steps add up to this year's total of what can be
-- compared. Departments that have not submitted for both years have no steps.
create view mart.bridge_step as
with
side_by_side as (
    select
        year_on_year.fiscal_year,
        department.department_name,
        department.current_department_code,
        step.step_number,
        step.step_code,
        step.step_name,
        year_on_year.measure_code,
        step.amount
    from mart.department_year_on_year as year_on_year
    inner join core.known_department as department
        on year_on_year.department_name = department.reported_department_name
    cross join lateral (
        values
        (1, 'prior_reported', '上年首报数', coalesce(year_on_year.compared_prior_reported_amount, 0)),
        (2, 'restated', '上年更正', year_on_year.restated_amount),
        (3, 'real', '实际增减', year_on_year.real_amount),
        (4, 'lineage', '更名拆并划转', year_on_year.lineage_amount),
        (5, 'new', '新增项目', year_on_year.new_amount),
        (6, 'ended', '终止项目', year_on_year.ended_amount),
        (7, 'unit', '疑为单位有误', year_on_year.unit_amount),
        (8, 'disputed', '存疑', year_on_year.disputed_amount)
    ) as step (step_number, step_code, step_name, amount)
    where year_on_year.change_amount is not null and year_on_year.measure_code in ('budget', 'executed')
),

step as (
    select
        fiscal_year,
        department_name,
        current_department_code,
        step_number,
        step_code,
        step_name,
        coalesce(sum(amount) filter (where measure_code = 'budget'), 0) as budget_yuan,
        coalesce(sum(amount) filter (where measure_code = 'executed'), 0) as executed_yuan
    from side_by_side
    group by fiscal_year, department_name, current_department_code, step_number, step_code, step_name
)

select
    step.fiscal_year,
    make_date(step.fiscal_year, 1, 1) as fiscal_year_date,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    step.department_name,
    step.step_number,
    step.step_code,
    step.step_name,
    step.step_number > 2 as is_change,
    step.budget_yuan as budget_step_yuan,
    step.budget_yuan * 0.0001 as budget_step_wan,
    step.executed_yuan as executed_step_yuan,
    step.executed_yuan * 0.0001 as executed_step_wan,
    case when step.step_number > 2 then step.budget_yuan end as budget_change_yuan,
    case when step.step_number > 2 then step.budget_yuan * 0.0001 end as budget_change_wan,
    case when step.step_number > 2 then step.executed_yuan end as executed_change_yuan,
    case when step.step_number > 2 then step.executed_yuan * 0.0001 end as executed_change_wan
from step
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        step.current_department_code = department_region.department_code
        and step.fiscal_year between department_region.first_fiscal_year and department_region.last_fiscal_year
