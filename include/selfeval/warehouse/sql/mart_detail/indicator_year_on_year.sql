-- One row per comparison, indicator, fiscal year and points (score, or weight where printed): this year's against last
-- year's, and the bridge between them, with target and result of both years as printed.
create view mart_detail.indicator_year_on_year as
select
    thing_code as lineage_code,
    item_code,
    fiscal_year,
    department_name,
    project_name,
    prior_project_name,
    level1,
    level2,
    indicator_name,
    target,
    prior_target,
    actual,
    prior_actual,
    measure_code,
    measure_name,
    amount,
    prior_amount,
    prior_reported_amount,
    change_amount,
    change_ratio,
    ratio_reason,
    ratio_reason_name,
    real_amount,
    restated_amount,
    lineage_amount,
    new_amount,
    ended_amount,
    unit_amount,
    disputed_amount,
    like_for_like_amount,
    like_for_like_prior_amount,
    like_for_like_change_amount,
    like_for_like_change_ratio,
    like_for_like_ratio_reason,
    like_for_like_ratio_reason_name,
    figure_kind as lineage_kind,
    figure_kind_name as lineage_kind_name,
    comparability,
    comparability_name
from core.year_on_year
where
    grain = 'indicator'
    and subject = 'indicator'
    and valid_from <= core.clock()
    and core.clock() < valid_to
