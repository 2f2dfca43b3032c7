-- One row per line and figure that is compared. Subject `total`: each measure's printed total, null where
-- none is printed; `source`: each printed funding source, and `undivided` for a total that is not divided by source;
-- `indicator`: weight and score.
create view core.compared_amount as
select
    'total' as subject,
    total.fiscal_year, total.lineage_code, total.lineage_kind, total.side,
    total.counted_department_key, total.form_version_key, total.project_number, total.project_name,
    total.is_disputed, total.is_unit_slip,
    total.measure_code,
    'total' as funding_source_code,
    '' as item_code,
    total.yuan_amount as amount, total.printed, total.cell,
    null::integer as indicator_number, null as level1, null as level2, null as indicator_name, null as target,
    null as indicator_cell, null as actual, null as actual_cell
from core.compared_total as total
union all
select
    'source' as subject,
    line.fiscal_year, line.lineage_code, line.lineage_kind, line.side,
    line.counted_department_key, line.form_version_key, line.project_number, line.project_name,
    line.is_disputed, line.is_unit_slip,
    printed.measure_code,
    printed.funding_source_code,
    '' as item_code,
    printed.yuan_amount as amount, printed.printed, printed.cell,
    null, null, null, null, null, null, null, null
from core.compared_line as line
inner join core.fct_budget_execution as printed
    on
        line.form_version_key = printed.form_version_key
        and line.project_number = printed.project_number
where printed.funding_source_code <> 'total' and line.is_counted
union all
select
    'source' as subject,
    total.fiscal_year, total.lineage_code, total.lineage_kind, total.side,
    total.counted_department_key, total.form_version_key, total.project_number, total.project_name,
    total.is_disputed, total.is_unit_slip,
    total.measure_code,
    'undivided' as funding_source_code,
    '' as item_code,
    total.yuan_amount as amount, total.printed, total.cell,
    null, null, null, null, null, null, null, null
from core.compared_total as total
where total.yuan_amount <> 0 and total.funding_sources is null
union all
select
    'indicator' as subject,
    indicator.fiscal_year, indicator.lineage_code, indicator.lineage_kind, indicator.side,
    indicator.counted_department_key, indicator.form_version_key, indicator.project_number, indicator.project_name,
    indicator.is_disputed, indicator.is_unit_slip,
    points.measure_code,
    'total' as funding_source_code,
    indicator.item_code,
    points.amount, null as printed, points.cell,
    indicator.indicator_number, indicator.level1, indicator.level2, indicator.indicator_name, indicator.target,
    indicator.indicator_cell, indicator.actual, indicator.actual_cell
from core.compared_indicator as indicator
cross join lateral (
    values
    ('indicator_weight', indicator.weight, indicator.weight_cell),
    ('indicator_score', indicator.score, indicator.score_cell)
) as points (measure_code, amount, cell)
