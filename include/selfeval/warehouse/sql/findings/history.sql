-- Amounts that the warehouse holds of the departments and years that a batch reports on, and of the year before each: of
-- the lines that count there, and of forms in force that are not yet published. None of the batch's own files, so that
-- judging a batch again finds the same.
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

settled as (
    select
        line.form_version_key,
        line.project_number,
        line.department_key,
        version.department_key as reporting_key,
        line.outcome_code = 'counted' as is_counted
    from core.settled_line as line
    inner join core.dim_form_version as version using (form_version_key, fiscal_year)
    inner join asked on line.department_key = asked.department_key and line.fiscal_year = asked.fiscal_year
    where line.settled_to = timestamptz '9999-12-31 00:00:00+00'
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
        and form_version.department_key = any(
            array(select asked.department_key from asked union select settled.reporting_key from settled)
        )
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
from current_version
inner join core.fct_budget_execution using (department_key, form_version_key)
inner join core.fct_project_evaluation as evaluation using (department_key, form_version_key, project_number)
inner join core.dim_project on evaluation.project_key = dim_project.project_key
left join settled using (form_version_key, project_number)
inner join asked
    on
        coalesce(settled.department_key, current_version.department_key) = asked.department_key
        and current_version.fiscal_year = asked.fiscal_year
where coalesce(settled.is_counted, true)
order by
    asked.department_name, asked.fiscal_year, project_name, evaluation.form_version_key, project_number, measure, source
