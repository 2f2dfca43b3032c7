-- One row per project that counts in a fiscal year: the printed totals, scores and texts of its lines. A total is null
-- where one of the lines that count lacks it; what these lack is taken from the other form that gives the indicators.
-- disputed_lines are those with a critical finding, be it waived or not.
create view core.project_total as
with
line_amount as (
    select
        form_version_key,
        fiscal_year,
        project_number,
        max(yuan_amount) filter (where measure_code = 'budget_initial') as budget_initial_amount,
        max(yuan_amount) filter (where measure_code = 'budget') as budget_amount,
        max(yuan_amount) filter (where measure_code = 'received') as received_amount,
        max(yuan_amount) filter (where measure_code = 'executed') as executed_amount
    from core.fct_budget_execution
    where funding_source_code = 'total'
    group by form_version_key, fiscal_year, project_number
),

line as (
    select
        project_line.*,
        line_amount.budget_initial_amount,
        line_amount.budget_amount,
        line_amount.received_amount,
        line_amount.executed_amount,
        evaluation.stated_rate_printed,
        evaluation.total_score,
        evaluation.goal_planned,
        evaluation.goal_actual,
        evaluation.problems,
        evaluation.rectification,
        case when evaluation.is_disputed
            then format('%s:%s', project_line.form_version_key, project_line.project_number) end as disputed_line
    from core.known_line as project_line
    inner join core.fct_project_evaluation as evaluation using (form_version_key, project_number, fiscal_year)
    left join line_amount using (form_version_key, fiscal_year, project_number)
)

select
    department_key,
    fiscal_year,
    project_key,
    unit_code,
    min(project_name collate "C") as printed_project_name,
    nullif(max(project_code), '') as project_code,
    case when min(implementing_unit_name) = max(implementing_unit_name)
        then min(implementing_unit_name) end as implementing_unit_name,
    case when bool_and(budget_initial_amount is not null) filter (where is_counted)
        then sum(budget_initial_amount) filter (where is_counted) end as budget_initial_amount,
    case when bool_and(budget_amount is not null) filter (where is_counted)
        then sum(budget_amount) filter (where is_counted) end as budget_amount,
    case when bool_and(received_amount is not null) filter (where is_counted)
        then sum(received_amount) filter (where is_counted) end as received_amount,
    case when bool_and(executed_amount is not null) filter (where is_counted)
        then sum(executed_amount) filter (where is_counted) end as executed_amount,
    case when count(*) filter (where is_counted) = 1
        then min(stated_rate_printed) filter (where is_counted) end as stated_rate_printed,
    coalesce(
        case when min(total_score) filter (where is_counted) = max(total_score) filter (where is_counted)
            then min(total_score) filter (where is_counted) end,
        case when min(total_score) = max(total_score) then min(total_score) end
    ) as total_score,
    coalesce(min(goal_planned) filter (where is_counted), min(goal_planned)) as goal_planned,
    coalesce(min(goal_actual) filter (where is_counted), min(goal_actual)) as goal_actual,
    coalesce(min(problems) filter (where is_counted), min(problems)) as problems,
    coalesce(min(rectification) filter (where is_counted), min(rectification)) as rectification,
    bool_or(is_doubtful) filter (where is_counted) as is_doubtful,
    array_agg(disputed_line order by disputed_line) filter (
        where is_counted and disputed_line is not null
    ) as disputed_lines
from line
group by department_key, fiscal_year, project_key, unit_code
having bool_or(is_counted)
