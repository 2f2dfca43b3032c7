-- One row per department, under its name of today, and fiscal year of which projects count: its projects added up. The
-- change to last year is of what can be compared, and null where the department has no last year; departments add up.
create view mart.department_year as
with
project as (
    select
        fiscal_year,
        fiscal_year_date,
        region_name,
        department_name,
        string_agg(distinct reported_department_name, '、' order by reported_department_name) as reported_department_name,
        count(*) as project_count,
        count(*) filter (where is_disputed) as disputed_project_count,
        count(*) filter (where rated_budget_yuan is null) as unrated_project_count,
        sum(budget_initial_yuan) as budget_initial_yuan,
        sum(budget_yuan) as budget_yuan,
        sum(received_yuan) as received_yuan,
        sum(executed_yuan) as executed_yuan,
        sum(rated_budget_yuan) as rated_budget_yuan,
        sum(rated_executed_yuan) as rated_executed_yuan,
        sum(budget_in_dispute_yuan) as budget_in_dispute_yuan
    from mart.project_year
    group by fiscal_year, fiscal_year_date, region_name, department_name
),

change as (
    select
        fiscal_year,
        department_name,
        sum(budget_change_yuan) as budget_change_yuan,
        sum(executed_change_yuan) as executed_change_yuan
    from mart.bridge_step
    group by fiscal_year, department_name
)

select
    project.fiscal_year,
    project.fiscal_year_date,
    project.region_name,
    project.department_name,
    project.reported_department_name,
    project.project_count,
    project.disputed_project_count,
    project.unrated_project_count,
    project.budget_initial_yuan,
    project.budget_initial_yuan * 0.0001 as budget_initial_wan,
    project.budget_yuan,
    project.budget_yuan * 0.0001 as budget_wan,
    project.received_yuan,
    project.received_yuan * 0.0001 as received_wan,
    project.executed_yuan,
    project.executed_yuan * 0.0001 as executed_wan,
    project.rated_budget_yuan,
    project.rated_executed_yuan,
    to_char(
        round(100 * project.rated_executed_yuan / project.rated_budget_yuan, 2), 'FM999999990.00%'
    ) as execution_rate,
    project.budget_in_dispute_yuan,
    project.budget_in_dispute_yuan * 0.0001 as budget_in_dispute_wan,
    change.budget_change_yuan,
    change.budget_change_yuan * 0.0001 as budget_change_wan,
    change.executed_change_yuan,
    change.executed_change_yuan * 0.0001 as executed_change_wan
from project
left join change using (fiscal_year, department_name)
