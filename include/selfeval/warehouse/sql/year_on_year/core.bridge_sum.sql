-- One row per thing, fiscal year and figure: amounts added up, and the bridge between them. The grain says what the
-- thing is: project (the comparison), source (a department's funding source), indicator or department;
-- core.bridge_rolled adds up departments to regions and the government, for which the least and greatest comparability
-- and the departments that share a comparison are. Of a figure, a department has one share in a comparison, and a thing
-- that is one comparison, or one department, counts it once. A change and its parts count what can be compared; where
-- nothing can, they are null.
create view core.bridge_sum as
select
    thing.grain, fiscal_year, thing.thing_code, thing.thing_department_key,
    comparison.subject, measure_code, funding_source_code, item_code,
    sum(amount) as amount,
    sum(prior_amount) as prior_amount,
    sum(prior_reported_amount) as prior_reported_amount,
    sum(amount) filter (where is_covered) as compared_amount,
    sum(prior_amount) filter (where is_covered) as compared_prior_amount,
    sum(prior_reported_amount) filter (where is_covered) as compared_prior_reported_amount,
    sum(change_amount) filter (where is_covered) as change_amount,
    sum(case bridge_part when 'real' then difference_amount else 0 end) filter (where is_covered) as real_amount,
    sum(restated_amount) filter (where is_covered) as restated_amount,
    sum(case bridge_part when 'lineage' then difference_amount else 0 end) filter (where is_covered) as lineage_amount,
    sum(case bridge_part when 'new' then difference_amount else 0 end) filter (where is_covered) as new_amount,
    sum(case bridge_part when 'ended' then difference_amount else 0 end) filter (where is_covered) as ended_amount,
    sum(case bridge_part when 'unit' then difference_amount else 0 end) filter (where is_covered) as unit_amount,
    sum(case bridge_part when 'disputed' then difference_amount else 0 end) filter (where is_covered) as disputed_amount,
    sum(coalesce(amount, 0)) filter (where comparability = 'comparable') as like_for_like_amount,
    sum(coalesce(prior_amount, 0)) filter (where comparability = 'comparable') as like_for_like_prior_amount,
    sum(in_dispute_amount) as in_dispute_amount,
    sum(prior_in_dispute_amount) as prior_in_dispute_amount,
    sum(line_count)::bigint as project_count,
    sum(prior_line_count)::bigint as prior_project_count,
    sum(disputed_line_count)::bigint as disputed_project_count,
    sum(prior_disputed_line_count)::bigint as prior_disputed_project_count,
    sum(missing_count)::bigint as missing_total_count,
    sum(prior_missing_count)::bigint as prior_missing_total_count,
    least(count(*) filter (where figure_kind = 'new'), max(most_comparisons)) as new_count,
    least(count(*) filter (where figure_kind = 'ended'), max(most_comparisons)) as ended_count,
    least(count(*) filter (where figure_kind = 'renamed'), max(most_comparisons)) as renamed_count,
    least(count(*) filter (where figure_kind = 'split'), max(most_comparisons)) as split_count,
    least(count(*) filter (where figure_kind = 'merged'), max(most_comparisons)) as merged_count,
    least(count(*) filter (where figure_kind = 'moved'), max(most_comparisons)) as moved_count,
    least(count(*) filter (where figure_kind = 'withdrawn'), max(most_comparisons)) as withdrawn_count,
    least(count(*) filter (where comparability = 'comparable'), max(most_comparisons)) as comparable_count,
    least(count(*) filter (where comparability = 'unit'), max(most_comparisons)) as unit_count,
    least(count(*) filter (where comparability = 'amount_missing'), max(most_comparisons)) as amount_missing_count,
    least(count(*) filter (where comparability = 'disputed'), max(most_comparisons)) as disputed_count,
    least(count(*), max(most_departments))
    - least(count(*) filter (where not is_covered), max(most_departments)) as covered_department_count,
    least(count(*) filter (where not is_covered), max(most_departments)) as uncovered_department_count,
    case
        when bool_or(is_covered) and bool_or(not is_covered) then 'partial_coverage'
        when min(comparability) = max(comparability) then min(comparability)
        when bool_or(comparability = 'amount_missing') then 'amount_missing'
        when not bool_or(is_covered) then 'no_prior_year'
        when bool_or(comparability = 'unit') then 'unit'
        when bool_or(comparability = 'disputed') then 'disputed'
        when bool_or(comparability = 'comparable') then 'comparable'
        else 'nothing_in_common'
    end as comparability,
    min(comparability) as least_comparability,
    max(comparability) as greatest_comparability,
    case when min(department_key) < max(department_key) then array_agg(department_key) end as shared_department_keys,
    min(figure_kind) as figure_kind,
    max(group_project_name) as project_name, max(prior_group_project_name) as prior_project_name,
    max(level1) as level1, max(level2) as level2, max(indicator_name) as indicator_name,
    max(target) as target, max(prior_target) as prior_target, max(actual) as actual, max(prior_actual) as prior_actual
from core.comparison
cross join lateral (
    values
    ('project', 'total', comparison.lineage_code, comparison.owner_department_key, 1, null),
    ('indicator', 'indicator', comparison.lineage_code, comparison.owner_department_key, 1, null),
    ('source', 'source', '', comparison.department_key, null, 1),
    ('department', 'total', '', comparison.department_key, null, 1)
) as thing (grain, subject, thing_code, thing_department_key, most_comparisons, most_departments)
where comparison.subject = thing.subject
group by
    thing.grain, fiscal_year, thing.thing_code, thing.thing_department_key,
    comparison.subject, measure_code, funding_source_code, item_code
