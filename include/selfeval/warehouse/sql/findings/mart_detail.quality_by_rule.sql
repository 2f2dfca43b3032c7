-- One row per rule and fiscal year in which it found something: by severity and state, how long it took to correct, the
-- departments it concerns now, and the projects that it disputes. What reading finds has a code but no title.
create view mart_detail.quality_by_rule as
with
latest_rule as (
    select distinct on (dim_rule.rule_code)
        dim_rule.rule_code,
        dim_rule.title_zh,
        dim_rule.title_en,
        dim_rule.stage
    from core.dim_rule
    inner join core.dim_rule_set using (rule_set_version)
    order by dim_rule.rule_code, dim_rule_set.first_used_at desc, dim_rule_set.rule_set_version
)

select
    rule_code,
    latest_rule.title_zh,
    latest_rule.title_en,
    latest_rule.stage,
    found.fiscal_year,
    found.open_department_count as department_count,
    found.disputed_line_count as disputed_project_count,
    found.finding_count,
    found.open_count,
    found.waived_count,
    found.fixed_count,
    found.critical_open_count,
    found.critical_waived_count,
    found.critical_fixed_count,
    found.warning_open_count,
    found.warning_waived_count,
    found.warning_fixed_count,
    found.info_open_count,
    found.info_waived_count,
    found.info_fixed_count,
    found.superseded_count,
    found.median_days_to_fix
from core.quality_count as found
left join latest_rule using (rule_code)
where found.counted_by = 'rule' and rule_code is not null
