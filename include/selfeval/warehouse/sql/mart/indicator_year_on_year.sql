-- One row per comparison, indicator, fiscal year and points (score, or weight where printed): this year's against last
-- year's, and the bridge between them, with target and result of both years as printed.
create view mart.indicator_year_on_year as
select
    bridge.lineage_code,
    bridge.item_code,
    bridge.fiscal_year,
    bridge.department_name,
    comparison_name.project_name,
    coalesce(comparison_name.prior_project_name, comparison_name.prior_reported_project_name) as prior_project_name,
    indicator.level1,
    indicator.level2,
    indicator.indicator_name,
    indicator.target,
    indicator.prior_target,
    indicator.actual,
    indicator.prior_actual,
    bridge.measure_code,
    bridge.measure_name,
    bridge.amount,
    bridge.prior_amount,
    bridge.prior_reported_amount,
    bridge.change_amount,
    bridge.change_ratio,
    bridge.ratio_reason,
    bridge.ratio_reason_name,
    bridge.real_amount,
    bridge.restated_amount,
    bridge.lineage_amount,
    bridge.new_amount,
    bridge.ended_amount,
    bridge.unit_amount,
    bridge.disputed_amount,
    bridge.like_for_like_amount,
    bridge.like_for_like_prior_amount,
    bridge.like_for_like_change_amount,
    bridge.like_for_like_change_ratio,
    bridge.like_for_like_ratio_reason,
    bridge.like_for_like_ratio_reason_name,
    bridge.figure_kind as lineage_kind,
    dim_lineage_kind.name_zh as lineage_kind_name,
    bridge.comparability,
    bridge.comparability_name
from core.bridge
inner join core.comparison_name using (lineage_code, fiscal_year)
inner join core.comparison_indicator as indicator using (lineage_code, fiscal_year, item_code)
inner join core.dim_lineage_kind on bridge.figure_kind = dim_lineage_kind.lineage_kind
where bridge.grain = 'indicator' and bridge.subject = 'indicator'
