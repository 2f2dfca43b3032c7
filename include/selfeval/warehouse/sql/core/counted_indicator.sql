-- One row per line that counts and indicator: its texts, points, and a code by which it is found again in another year.
-- The code is level and name; where a form names none, the place among those of its level.
create view core.counted_indicator as
select
    line.*,
    result.level1,
    result.level2,
    result.indicator_name,
    result.target,
    result.actual,
    result.weight,
    result.score,
    core.normalised(concat_ws('|', result.level1, result.level2, result.indicator_name)) || '|' || row_number() over (
        partition by
            line.basis,
            line.fiscal_year,
            line.form_version_key,
            line.project_number,
            core.normalised(concat_ws('|', result.level1, result.level2, result.indicator_name))
        order by result.indicator_number
    ) as item_code
from core.counted_line as line
inner join core.fct_indicator_result as result
    using (form_version_key, project_number, department_key, fiscal_year)
