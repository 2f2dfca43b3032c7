-- Amounts that the warehouse holds of the departments and years that a batch reports on, and of the year before each:
-- current versions only, and none of the batch's own files, so that judging a batch again finds the same.
with
asked as (
    select distinct
        reported.department_name,
        dim_department.department_key,
        fiscal_year.fiscal_year
    from unnest(%(departments)s::text[], %(years)s::integer[]) as reported (department_name, fiscal_year)
    inner join core.dim_department
        on dim_department.department_code = core.normalised(reported.department_name)
    cross join lateral (values (reported.fiscal_year), (reported.fiscal_year - 1)) as fiscal_year (fiscal_year)
),

current_version as (
    select
        form_version.form_version_key,
        form_version.department_key,
        form_version.fiscal_year,
        form_version.family,
        form_version.series_code,
        dim_form_version.implementing_unit_name,
        submission.submission_sha256,
        submission.file_name
    from core.form_version
    inner join core.dim_form_version using (form_version_key)
    inner join core.submission on form_version.submission_key = submission.submission_key
    where
        form_version.is_current
        -- The window of the view is partitioned by department, so this bounds what it reads.
        and form_version.department_key = any(array(select asked.department_key from asked))
        and submission.submission_sha256 <> all(%(submissions)s)
)

select
    asked.department_name,
    asked.fiscal_year,
    coalesce(evaluation.project_name, dim_project.project_name) as project_name,
    evaluation.goal_actual,
    current_version.submission_sha256,
    current_version.file_name,
    current_version.family,
    current_version.series_code,
    current_version.implementing_unit_name,
    dim_project.project_code,
    form_version_key,
    project_number,
    fct_budget_execution.measure_code as measure,
    fct_budget_execution.funding_source_code as source,
    fct_budget_execution.yuan_amount
from asked
inner join current_version using (department_key, fiscal_year)
inner join core.fct_budget_execution using (department_key, form_version_key)
inner join core.fct_project_evaluation as evaluation using (department_key, form_version_key, project_number)
inner join core.dim_project on evaluation.project_key = dim_project.project_key
order by
    asked.department_name,
    asked.fiscal_year,
    project_name,
    evaluation.form_version_key,
    evaluation.project_number,
    measure,
    source
