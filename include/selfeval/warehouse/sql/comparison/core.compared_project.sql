-- One row per comparison of this year's project, or the projects that it was split into, with last year's, as stored: budget
-- and spending of both years side by side. A comparison has a row of each in the year on year, whatever is printed.
create view core.compared_project as
select
    budget.thing_code as lineage_code,
    budget.fiscal_year,
    budget.department_name,
    budget.project_name,
    budget.prior_project_name,
    budget.figure_kind as lineage_kind,
    budget.amount as budget_amount,
    budget.prior_amount as prior_budget_amount,
    executed.amount as executed_amount,
    executed.prior_amount as prior_executed_amount,
    budget.comparability_name,
    budget.disputed_project_count > 0 or budget.prior_disputed_project_count > 0 as is_disputed
from core.year_on_year as budget
inner join core.year_on_year as executed
    on
        budget.thing_code = executed.thing_code
        and budget.fiscal_year = executed.fiscal_year
        and budget.department_name = executed.department_name
where
    budget.grain = 'project'
    and budget.subject = 'total'
    and budget.measure_code = 'budget'
    and budget.figure_kind not in ('first', 'awaited', 'withdrawn')
    and budget.valid_from <= core.clock()
    and core.clock() < budget.valid_to
    and executed.grain = 'project'
    and executed.subject = 'total'
    and executed.measure_code = 'executed'
    and executed.valid_from <= core.clock()
    and core.clock() < executed.valid_to
