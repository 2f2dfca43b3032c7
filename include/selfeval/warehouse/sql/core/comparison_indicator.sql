-- One row per comparison and indicator: what it is called, and target and result of both years, as printed.
create view core.comparison_indicator as
select
    member.lineage_code,
    member.fiscal_year,
    indicator.item_code,
    min(indicator.level1) as level1,
    min(indicator.level2) as level2,
    min(indicator.indicator_name) as indicator_name,
    string_agg(distinct indicator.target, ' + ') filter (where member.side = 'current') as target,
    string_agg(distinct indicator.target, ' + ') filter (where member.side = 'prior') as prior_target,
    string_agg(distinct indicator.actual, ' + ') filter (where member.side = 'current') as actual,
    string_agg(distinct indicator.actual, ' + ') filter (where member.side = 'prior') as prior_actual
from core.comparison_member as member
inner join core.counted_indicator as indicator
    on
        member.basis = indicator.basis
        and member.department_key = indicator.department_key
        and member.member_year = indicator.fiscal_year
        and member.project_key = indicator.project_key
group by member.lineage_code, member.fiscal_year, indicator.item_code
