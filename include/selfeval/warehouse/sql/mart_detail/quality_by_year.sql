-- One row per fiscal year: findings by severity and state over all departments, how long it took to mend them, and
-- disputed projects. The row without a year is of files in which none could be read.
create view mart_detail.quality_by_year as
select
    fiscal_year,
    project_count,
    disputed_project_count,
    finding_count,
    open_count,
    waived_count,
    fixed_count,
    critical_open_count,
    critical_waived_count,
    critical_fixed_count,
    warning_open_count,
    warning_waived_count,
    warning_fixed_count,
    info_open_count,
    info_waived_count,
    info_fixed_count,
    superseded_count,
    median_days_to_fix
from core.quality_count
where counted_by = 'year'
