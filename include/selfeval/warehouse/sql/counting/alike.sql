-- Lines of a year whose budget and spending lines of another department have as well: what two names of one department
-- both report. Amounts that many departments have are a habit and tell nothing.
with
line as (
    select
        form_version_key,
        project_number,
        department_key,
        max(yuan_amount) filter (where measure_code = 'budget') as budget_amount,
        max(yuan_amount) filter (where measure_code = 'executed') as executed_amount
    from core.fct_budget_execution
    where
        fiscal_year = %(fiscal_year)s
        and measure_code in ('budget', 'executed')
        and funding_source_code = 'total'
    group by form_version_key, project_number, department_key
),

shared as (
    select
        budget_amount,
        executed_amount
    from line
    where budget_amount > 0 and executed_amount is not null
    group by budget_amount, executed_amount
    having min(department_key) < max(department_key) and count(distinct department_key) <= 20
)

select distinct
    line.department_key,
    coalesce(evaluation.project_name, dim_project.project_name) as project_name,
    line.budget_amount,
    line.executed_amount
from line
inner join shared using (budget_amount, executed_amount)
inner join core.fct_project_evaluation as evaluation using (form_version_key, project_number)
inner join core.dim_project using (project_key)
where evaluation.fiscal_year = %(fiscal_year)s
order by line.department_key, project_name, line.budget_amount, line.executed_amount
