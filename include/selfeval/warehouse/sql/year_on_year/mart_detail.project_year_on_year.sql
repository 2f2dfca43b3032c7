-- One row per comparison, fiscal year and measure: this year's project (or the projects it was split into) against last
-- year's, and the bridge between them. A total that one side does not print counts as nothing in the change, which is
-- then disputed as a whole. What is_questioned may turn out to go on from, or to be, another project: a person is
-- asked.
create view mart_detail.project_year_on_year as
select
    thing_code as lineage_code,
    year_on_year.fiscal_year,
    department_name,
    project_name,
    prior_project_name,
    figure_kind as lineage_kind,
    figure_kind_name as lineage_kind_name,
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
    execution_ratio,
    execution_ratio_reason,
    execution_ratio_reason_name,
    prior_execution_ratio,
    prior_execution_ratio_reason,
    prior_execution_ratio_reason_name,
    execution_ratio_change,
    disputed_project_count > 0 as is_disputed,
    prior_disputed_project_count > 0 as prior_is_disputed,
    in_dispute_amount,
    prior_in_dispute_amount,
    project_count,
    prior_project_count,
    disputed_project_count,
    prior_disputed_project_count,
    missing_total_count,
    prior_missing_total_count,
    comparability,
    comparability_name,
    coalesce(lineage.is_questioned, false) as is_questioned,
    lineage.confidence_ratio,
    lineage.evidence_zh,
    lineage.evidence_en
from core.year_on_year
left join lateral (
    select
        bool_or(is_questioned) as is_questioned,
        min(confidence_ratio) as confidence_ratio,
        min(evidence_zh) as evidence_zh,
        min(evidence_en) as evidence_en
    from core.lineage
    where lineage.lineage_code = year_on_year.thing_code and lineage.fiscal_year = year_on_year.fiscal_year
) as lineage on true
where
    grain = 'project'
    and subject = 'total'
    and valid_from <= core.clock()
    and core.clock() < valid_to
