-- One row per region or government, fiscal year and measure: the stored rows of departments added up. A comparison that
-- several departments share counts in each of them, and here once. It has the columns of core.bridge_sum, in whose
-- place core.bridge is asked for the ratios and names of these rows.
create view core.bridge_rolled as
select
    department.grain,
    department.fiscal_year,
    department.thing_code,
    null::bigint as thing_department_key,
    department.subject,
    department.measure_code,
    department.funding_source_code,
    department.item_code,
    sum(amount) as amount, sum(prior_amount) as prior_amount,
    sum(prior_reported_amount) as prior_reported_amount, sum(compared_amount) as compared_amount,
    sum(compared_prior_amount) as compared_prior_amount, sum(compared_prior_reported_amount) as compared_prior_reported_amount,
    sum(change_amount) as change_amount, sum(real_amount) as real_amount,
    sum(restated_amount) as restated_amount, sum(lineage_amount) as lineage_amount,
    sum(new_amount) as new_amount, sum(ended_amount) as ended_amount,
    sum(unit_amount) as unit_amount, sum(disputed_amount) as disputed_amount,
    sum(like_for_like_amount) as like_for_like_amount, sum(like_for_like_prior_amount) as like_for_like_prior_amount,
    sum(in_dispute_amount) as in_dispute_amount, sum(prior_in_dispute_amount) as prior_in_dispute_amount,
    sum(project_count)::bigint as project_count, sum(prior_project_count)::bigint as prior_project_count,
    sum(disputed_project_count)::bigint as disputed_project_count, sum(prior_disputed_project_count)::bigint as prior_disputed_project_count,
    sum(missing_total_count)::bigint as missing_total_count, sum(prior_missing_total_count)::bigint as prior_missing_total_count,
    (sum(department.new_count) - coalesce(max(twice.new_count), 0))::bigint as new_count,
    (sum(department.ended_count) - coalesce(max(twice.ended_count), 0))::bigint as ended_count,
    (sum(department.renamed_count) - coalesce(max(twice.renamed_count), 0))::bigint as renamed_count,
    (sum(department.split_count) - coalesce(max(twice.split_count), 0))::bigint as split_count,
    (sum(department.merged_count) - coalesce(max(twice.merged_count), 0))::bigint as merged_count,
    (sum(department.moved_count) - coalesce(max(twice.moved_count), 0))::bigint as moved_count,
    (sum(department.withdrawn_count) - coalesce(max(twice.withdrawn_count), 0))::bigint as withdrawn_count,
    (sum(department.comparable_count) - coalesce(max(twice.comparable_count), 0))::bigint as comparable_count,
    (sum(department.unit_count) - coalesce(max(twice.unit_count), 0))::bigint as unit_count,
    (sum(department.amount_missing_count) - coalesce(max(twice.amount_missing_count), 0))::bigint as amount_missing_count,
    (sum(department.disputed_count) - coalesce(max(twice.disputed_count), 0))::bigint as disputed_count,
    sum(covered_department_count)::bigint as covered_department_count,
    sum(uncovered_department_count)::bigint as uncovered_department_count,
    case
        when sum(covered_department_count) > 0 and sum(uncovered_department_count) > 0 then 'partial_coverage'
        when min(least_comparability) = max(greatest_comparability) then min(least_comparability)
        when sum(department.amount_missing_count) > 0 then 'amount_missing'
        when sum(covered_department_count) = 0 then 'no_prior_year'
        when sum(department.unit_count) > 0 then 'unit'
        when sum(department.disputed_count) > 0 then 'disputed'
        when sum(department.comparable_count) > 0 then 'comparable'
        else 'nothing_in_common'
    end as comparability,
    min(least_comparability) as least_comparability,
    max(greatest_comparability) as greatest_comparability,
    null::bigint[] as shared_department_keys,
    min(department.figure_kind) as figure_kind,
    null as project_name, null as prior_project_name, null as level1, null as level2, null as indicator_name,
    null as target, null as prior_target, null as actual, null as prior_actual
from core.placed_department as department
left join core.counted_twice as twice using (grain, fiscal_year, thing_code, measure_code)
group by
    department.grain, department.fiscal_year, department.thing_code, department.subject, department.measure_code,
    department.funding_source_code, department.item_code
