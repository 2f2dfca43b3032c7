-- Projects as evaluated: what is printed, the rate that follows by calculation, and whether a critical finding disputes
-- it.
insert into core.fct_project_evaluation (
    form_version_key, project_number, project_key, department_key, fiscal_year,
    anchor_cell, sequence, project_name, project_name_cell, division_name,
    stated_ratio, stated_rate_printed, stated_rate_cell, computed_ratio,
    budget_weight, budget_weight_cell, budget_score, budget_score_cell, goal_planned, goal_actual,
    total_score, total_score_cell, problems, rectification, is_disputed
)
with
total as (
    select
        submission_sha256,
        form_number,
        project_number,
        max(printed_value) filter (where measure = 'budget') as budget_value,
        max(printed_value) filter (where measure = 'executed') as executed_value
    from staging.amount
    where source = 'total' and submission_sha256 = any(%(submissions)s)
    group by submission_sha256, form_number, project_number
),

dispute as (
    select distinct submission_sha256, form_number, project_number
    from staging.finding
    where severity = 'critical' and submission_sha256 = any(%(submissions)s)
)

select
    batch_project.form_version_key,
    batch_project.project_number,
    batch_project.project_key,
    batch_project.department_key,
    batch_project.fiscal_year,
    project.anchor_cell,
    project.sequence,
    project.project_name,
    project.project_name_cell,
    project.division_name,
    trim_scale(project.stated_rate),
    project.stated_rate_printed,
    project.stated_rate_cell,
    round(total.executed_value / nullif(total.budget_value, 0), 10) as computed_ratio,
    trim_scale(project.budget_weight),
    project.budget_weight_cell,
    trim_scale(project.budget_score),
    project.budget_score_cell,
    project.goal_planned,
    project.goal_actual,
    trim_scale(project.total_score),
    project.total_score_cell,
    project.problems,
    project.rectification,
    dispute.project_number is not null as is_disputed
from staging.project
inner join batch_project using (submission_sha256, form_number, project_number)
left join total using (submission_sha256, form_number, project_number)
left join dispute using (submission_sha256, form_number, project_number)
