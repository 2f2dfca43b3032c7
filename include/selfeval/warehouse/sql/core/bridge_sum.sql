-- One row per thing, fiscal year and figure: amounts added up, and the bridge between them. Grain says what the thing
-- is: project (a comparison), source (a department's funding source), indicator, department, region or government.
-- A change and its parts count what can be compared; where nothing can, they are null.
create view core.bridge_sum as
select
    thing.grain,
    comparison.fiscal_year,
    thing.lineage_code,
    thing.department_key,
    thing.region_name,
    comparison.subject,
    comparison.measure_code,
    comparison.funding_source_code,
    comparison.item_code,
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
    sum(amount) filter (where comparability = 'comparable') as like_for_like_amount,
    sum(prior_amount) filter (where comparability = 'comparable') as like_for_like_prior_amount,
    sum(in_dispute_amount) as in_dispute_amount,
    sum(prior_in_dispute_amount) as prior_in_dispute_amount,
    sum(line_count)::bigint as project_count,
    sum(prior_line_count)::bigint as prior_project_count,
    sum(disputed_line_count)::bigint as disputed_project_count,
    sum(prior_disputed_line_count)::bigint as prior_disputed_project_count,
    sum(missing_count)::bigint as missing_total_count,
    sum(prior_missing_count)::bigint as prior_missing_total_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'new') as new_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'ended') as ended_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'renamed') as renamed_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'split') as split_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'merged') as merged_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'moved') as moved_count,
    count(distinct comparison.lineage_code) filter (where figure_kind = 'withdrawn') as withdrawn_count,
    count(distinct comparison.lineage_code) filter (where comparability = 'comparable') as comparable_count,
    count(distinct comparison.lineage_code) filter (where comparability = 'unit') as unit_count,
    count(distinct comparison.lineage_code) filter (where comparability = 'amount_missing') as amount_missing_count,
    count(distinct comparison.department_key) filter (where is_covered) as covered_department_count,
    count(distinct comparison.department_key) filter (where not is_covered) as uncovered_department_count,
    case
        when bool_or(is_covered) and bool_or(not is_covered) then 'partial_coverage'
        when count(distinct comparability) = 1 then min(comparability)
        when bool_or(comparability = 'amount_missing') then 'amount_missing'
        when not bool_or(is_covered) then 'no_prior_year'
        when bool_or(comparability = 'unit') then 'unit'
        when bool_or(comparability = 'disputed') then 'disputed'
        when bool_or(comparability = 'comparable') then 'comparable'
        else 'nothing_in_common'
    end as comparability,
    min(figure_kind) as figure_kind
from core.comparison
inner join core.department_region using (department_key)
cross join lateral (
    values
    ('project', 'total', comparison.lineage_code, comparison.owner_department_key, null),
    ('indicator', 'indicator', comparison.lineage_code, comparison.owner_department_key, null),
    ('source', 'source', null, comparison.department_key, null),
    ('department', 'total', null, comparison.department_key, null),
    ('region', 'total', null, null, department_region.region_name),
    ('government', 'total', null, null, null)
) as thing (grain, subject, lineage_code, department_key, region_name)
where comparison.subject = thing.subject
group by
    thing.grain, comparison.fiscal_year, thing.lineage_code, thing.department_key, thing.region_name,
    comparison.subject, comparison.measure_code, comparison.funding_source_code, comparison.item_code
