-- One row per line and figure that is compared. Subject `total`: each measure's printed total, null where none is
-- printed; `source`: each printed funding source, and `undivided` for a total that is not divided by source;
-- `indicator`: weight and score. Versions, lineage and amounts are those of the last publication; what is said against
-- a line is as it is now: a finding that is waived, or a waiver that ends, shows at once.
create view core.compared_amount as
with
figure as (
    select
        part.subject, total.fiscal_year, total.lineage_code, total.lineage_kind, total.side, total.counted_department_key,
        total.form_version_key, total.project_number, total.project_name, total.is_doubtful,
        total.measure_code, part.funding_source_code, '' as item_code,
        total.yuan_amount as amount, total.printed, total.cell,
        null::integer as indicator_number, null as level1, null as level2, null as indicator_name, null as target,
        null as indicator_cell, null as actual, null as actual_cell
    from core.compared_total as total
    cross join lateral (values ('total', 'total'), ('source', 'undivided')) as part (subject, funding_source_code)
    where part.subject = 'total' or total.yuan_amount <> 0 and total.funding_sources is null
    union all
    select
        'source' as subject, line.fiscal_year, line.lineage_code, line.lineage_kind, line.side, line.counted_department_key,
        line.form_version_key, line.project_number, line.project_name, line.is_doubtful,
        printed.measure_code, printed.funding_source_code, '' as item_code,
        printed.yuan_amount as amount, printed.printed, printed.cell,
        null, null, null, null, null, null, null, null
    from core.comparison_line as line
    inner join core.fct_budget_execution as printed
        on line.form_version_key = printed.form_version_key and line.project_number = printed.project_number
    where printed.funding_source_code <> 'total' and line.is_counted
    union all
    select
        'indicator' as subject, indicator.fiscal_year, indicator.lineage_code, indicator.lineage_kind, indicator.side,
        indicator.counted_department_key,
        indicator.form_version_key, indicator.project_number, indicator.project_name, indicator.is_doubtful,
        points.measure_code, 'total' as funding_source_code, indicator.item_code,
        points.amount, null as printed, points.cell,
        indicator.indicator_number, indicator.level1, indicator.level2, indicator.indicator_name, indicator.target,
        indicator.indicator_cell, indicator.actual, indicator.actual_cell
    from core.compared_indicator as indicator
    cross join lateral (
        values
        ('indicator_weight', indicator.weight, indicator.weight_cell),
        ('indicator_score', indicator.score, indicator.score_cell)
    ) as points (measure_code, amount, cell)
)

select
    figure.subject, figure.fiscal_year, figure.lineage_code, figure.lineage_kind, figure.side,
    figure.counted_department_key, figure.form_version_key, figure.project_number, figure.project_name,
    figure.is_doubtful
    or coalesce(evaluation.is_disputed, false) and undisputed_line.project_number is null as is_disputed,
    wrong_unit.project_number is not null as is_unit_slip,
    figure.measure_code, figure.funding_source_code, figure.item_code,
    figure.amount, figure.printed, figure.cell,
    figure.indicator_number, figure.level1, figure.level2, figure.indicator_name, figure.target,
    figure.indicator_cell, figure.actual, figure.actual_cell
from figure
left join core.fct_project_evaluation as evaluation
    on figure.form_version_key = evaluation.form_version_key and figure.project_number = evaluation.project_number
left join core.undisputed_line
    on figure.form_version_key = undisputed_line.form_version_key and figure.project_number = undisputed_line.project_number
left join core.wrong_unit
    on figure.form_version_key = wrong_unit.form_version_key and figure.project_number = wrong_unit.project_number
