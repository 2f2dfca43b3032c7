-- One row per department, fiscal year, measure and funding source that its forms print, and `undivided` for totals that
-- no form divides. Sources lie within each other (一般公共预算 in 财政拨款): they do not add up to the total.
create view mart_detail.source_year_on_year as
select
    fiscal_year,
    department_name,
    funding_source_code,
    funding_source_name,
    measure_code,
    measure_name,
    amount,
    prior_amount,
    prior_reported_amount,
    compared_amount,
    compared_prior_amount,
    compared_prior_reported_amount,
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
    in_dispute_amount,
    prior_in_dispute_amount,
    comparability,
    comparability_name
from core.year_on_year
where
    grain = 'source'
    and subject = 'source'
    and valid_from <= core.clock()
    and core.clock() < valid_to
