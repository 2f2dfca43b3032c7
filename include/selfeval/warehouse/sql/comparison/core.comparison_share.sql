-- One row per comparison, department and figure: what each side has, and how many lines it is from. A project that
-- moved between departments has a share in both; last year's of a renamed department are those of its new name. A
-- figure that is not printed on one of several lines of a side leaves the side without it: a part would mislead.
create view core.comparison_share as
with
grouped as (
    select
        figure.lineage_code,
        figure.fiscal_year,
        figure.lineage_kind,
        figure.counted_department_key as department_key,
        figure.subject,
        figure.measure_code,
        figure.funding_source_code,
        figure.item_code,
        array_agg(figure.project_name) filter (where figure.side = 'current') as project_names,
        array_agg(figure.project_name) filter (where figure.side = 'prior') as prior_project_names,
        array_agg(figure.project_name) filter (where figure.side = 'reported') as reported_project_names,
        min(figure.level1) as level1,
        min(figure.level2) as level2,
        min(figure.indicator_name) as indicator_name,
        array_agg(figure.target) filter (where figure.side = 'current') as targets,
        array_agg(figure.target) filter (where figure.side = 'prior') as prior_targets,
        array_agg(figure.actual) filter (where figure.side = 'current') as actuals,
        array_agg(figure.actual) filter (where figure.side = 'prior') as prior_actuals,
        count(*) filter (where figure.side = 'current') as line_count,
        count(*) filter (where figure.side = 'prior') as prior_line_count,
        count(*) filter (where figure.side = 'current' and figure.amount is null) as missing_count,
        count(*) filter (where figure.side = 'prior' and figure.amount is null) as prior_missing_count,
        count(*) filter (where figure.side = 'current' and figure.is_disputed) as disputed_line_count,
        count(*) filter (where figure.side = 'prior' and figure.is_disputed) as prior_disputed_line_count,
        coalesce(bool_or(figure.is_unit_slip) filter (where figure.side <> 'reported'), false) as is_unit_slip,
        case when bool_and(figure.amount is not null) filter (where figure.side = 'current')
            then sum(figure.amount) filter (where figure.side = 'current') end as amount,
        case when bool_and(figure.amount is not null) filter (where figure.side = 'prior')
            then sum(figure.amount) filter (where figure.side = 'prior') end as prior_amount,
        case when bool_and(figure.amount is not null) filter (where figure.side = 'reported')
            then sum(figure.amount) filter (where figure.side = 'reported') end as prior_reported_amount,
        coalesce(sum(figure.amount) filter (
            where figure.side = 'current' and figure.is_disputed
        ), 0) as in_dispute_amount,
        coalesce(sum(figure.amount) filter (
            where figure.side = 'prior' and figure.is_disputed
        ), 0) as prior_in_dispute_amount
    from core.compared_amount as figure
    group by
        figure.lineage_code, figure.fiscal_year, figure.lineage_kind,
        figure.counted_department_key,
        figure.subject, figure.measure_code, figure.funding_source_code, figure.item_code
)

select
    lineage_code, fiscal_year, lineage_kind, department_key,
    subject, measure_code, funding_source_code, item_code,
    case cardinality(project_names) when 1 then project_names[1] else core.joined(project_names) end as project_name,
    coalesce(
        case cardinality(prior_project_names) when 1 then prior_project_names[1] else core.joined(prior_project_names) end,
        case cardinality(reported_project_names) when 1 then reported_project_names[1] else core.joined(reported_project_names) end
    ) as prior_project_name,
    level1, level2, indicator_name,
    case cardinality(targets) when 1 then targets[1] else core.joined(targets) end as target,
    case cardinality(prior_targets) when 1 then prior_targets[1] else core.joined(prior_targets) end as prior_target,
    case cardinality(actuals) when 1 then actuals[1] else core.joined(actuals) end as actual,
    case cardinality(prior_actuals) when 1 then prior_actuals[1] else core.joined(prior_actuals) end as prior_actual,
    line_count, prior_line_count, missing_count, prior_missing_count,
    disputed_line_count, prior_disputed_line_count, is_unit_slip, amount,
    prior_amount, prior_reported_amount, in_dispute_amount, prior_in_dispute_amount
from grouped
