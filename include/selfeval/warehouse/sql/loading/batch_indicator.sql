-- Indicators by a name that is the same on any row: levels and name, or, in a wide form, levels and target.
create temporary table batch_indicator on commit drop as
select
    submission_sha256,
    form_number,
    project_number,
    indicator_number,
    cell,
    actual_cell,
    'indicator:' || core.normalised(concat_ws('|', level1, level2, coalesce(indicator_name, target))) as subject_code
from staging.indicator
where submission_sha256 = any(%(submissions)s)
