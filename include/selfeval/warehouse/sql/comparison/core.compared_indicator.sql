-- One row per line that is compared and indicator: its texts, points, and a code by which it is found again in another
-- year. The code is level and name; where a form names none, the place among those of its level.
create view core.compared_indicator as
select
    line.*,
    result.indicator_number,
    result.level1,
    result.level2,
    result.indicator_name,
    result.target,
    result.actual,
    result.weight,
    result.weight_cell,
    result.score,
    result.score_cell,
    result.cell as indicator_cell,
    result.actual_cell,
    core.normalised(concat_ws('|', result.level1, result.level2, result.indicator_name)) || '|' || row_number() over (
        partition by
            line.fiscal_year,
            line.side,
            line.form_version_key,
            line.project_number,
            line.lineage_code,
            core.normalised(concat_ws('|', result.level1, result.level2, result.indicator_name))
        order by result.indicator_number
    ) as item_code
from core.comparison_line as line
inner join core.fct_indicator_result as result
    on
        line.form_version_key = result.form_version_key
        and line.project_number = result.project_number
where line.gives_indicators
