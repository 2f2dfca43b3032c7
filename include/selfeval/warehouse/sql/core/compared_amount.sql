-- One row per line and figure that is compared. Subject `total`: each measure's printed total, null where
-- none is printed; `source`: each printed funding source, and `undivided` for a total that is not divided by source;
-- `indicator`: weight and score.
create view core.compared_amount as
select
    'total' as subject,
    total.fiscal_year,
    total.lineage_code,
    total.lineage_kind,
    total.side,
    total.counted_department_key,
    total.project_name,
    total.is_disputed,
    total.is_unit_slip,
    total.measure_code,
    'total' as funding_source_code,
    '' as item_code,
    total.yuan_amount as amount,
    null as level1, null as level2, null as indicator_name, null as target, null as actual
from core.compared_total as total
union all
select
    'source' as subject,
    line.fiscal_year,
    line.lineage_code,
    line.lineage_kind,
    line.side,
    line.counted_department_key,
    line.project_name,
    line.is_disputed,
    line.is_unit_slip,
    printed.measure_code,
    printed.funding_source_code,
    '' as item_code,
    printed.yuan_amount as amount,
    null, null, null, null, null
from core.compared_line as line
inner join core.fct_budget_execution as printed
    on
        line.form_version_key = printed.form_version_key
        and line.project_number = printed.project_number
where printed.funding_source_code <> 'total'
union all
select
    'source' as subject,
    total.fiscal_year,
    total.lineage_code,
    total.lineage_kind,
    total.side,
    total.counted_department_key,
    total.project_name,
    total.is_disputed,
    total.is_unit_slip,
    total.measure_code,
    'undivided' as funding_source_code,
    '' as item_code,
    total.yuan_amount as amount,
    null, null, null, null, null
from core.compared_total as total
where total.yuan_amount <> 0 and total.funding_sources is null
union all
select
    'indicator' as subject,
    indicator.fiscal_year,
    indicator.lineage_code,
    indicator.lineage_kind,
    indicator.side,
    indicator.counted_department_key,
    indicator.project_name,
    indicator.is_disputed,
    indicator.is_unit_slip,
    points.measure_code,
    'total' as funding_source_code,
    indicator.item_code,
    points.amount,
    indicator.level1, indicator.level2, indicator.indicator_name, indicator.target, indicator.actual
from core.compared_indicator as indicator
cross join lateral (
    values ('indicator_weight', indicator.weight), ('indicator_score', indicator.score)
) as points (measure_code, amount)
