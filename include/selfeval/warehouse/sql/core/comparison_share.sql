-- One row per comparison, department and figure: what each side has, and how many lines stand behind it. A project that
-- moved between departments has a share in both; last year's of a renamed department are those of its new name. A figure
-- that is not printed on one of several lines of a side leaves the side without it: a part would mislead.
create view core.comparison_share as
select
    figure.lineage_code,
    figure.fiscal_year,
    figure.lineage_kind,
    figure.counted_department_key as department_key,
    figure.subject,
    figure.measure_code,
    figure.funding_source_code,
    figure.item_code,
    string_agg(distinct figure.project_name, ' + ' order by figure.project_name) filter (
        where figure.side = 'current'
    ) as project_name,
    coalesce(
        string_agg(distinct figure.project_name, ' + ' order by figure.project_name) filter (
            where figure.side = 'prior'
        ),
        string_agg(distinct figure.project_name, ' + ' order by figure.project_name) filter (
            where figure.side = 'reported'
        )
    ) as prior_project_name,
    min(figure.level1) as level1,
    min(figure.level2) as level2,
    min(figure.indicator_name) as indicator_name,
    string_agg(distinct figure.target, ' + ') filter (where figure.side = 'current') as target,
    string_agg(distinct figure.target, ' + ') filter (where figure.side = 'prior') as prior_target,
    string_agg(distinct figure.actual, ' + ') filter (where figure.side = 'current') as actual,
    string_agg(distinct figure.actual, ' + ') filter (where figure.side = 'prior') as prior_actual,
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
