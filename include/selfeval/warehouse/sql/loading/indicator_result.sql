-- Indicators as printed.
insert into core.fct_indicator_result (
    form_version_key, project_number, indicator_number, project_key, department_key, fiscal_year,
    level1, level2, indicator_name, target, actual, weight, weight_cell, score, score_cell,
    reason, cell, actual_cell
)
select
    batch_project.form_version_key,
    batch_project.project_number,
    indicator.indicator_number,
    batch_project.project_key,
    batch_project.department_key,
    batch_project.fiscal_year,
    indicator.level1,
    indicator.level2,
    indicator.indicator_name,
    indicator.target,
    indicator.actual,
    trim_scale(indicator.weight),
    indicator.weight_cell,
    trim_scale(indicator.score),
    indicator.score_cell,
    indicator.reason,
    indicator.cell,
    indicator.actual_cell
from staging.indicator
inner join batch_project using (submission_sha256, form_number, project_number)
