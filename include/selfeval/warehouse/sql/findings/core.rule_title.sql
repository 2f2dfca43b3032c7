-- One row per code that a finding may have, with what it is called: rules as last applied, what reading and loading
-- find, and what is asked about what counts.
create view core.rule_title as
with
latest_rule as (
    select distinct on (dim_rule.rule_code)
        dim_rule.rule_code,
        dim_rule.severity,
        dim_rule.stage,
        dim_rule.title_zh,
        dim_rule.title_en
    from core.dim_rule
    inner join core.dim_rule_set using (rule_set_version)
    order by dim_rule.rule_code, dim_rule_set.first_used_at desc, dim_rule_set.rule_set_version
)

select
    rule_code,
    'rule' as origin,
    '审核规则' as origin_name,
    stage,
    severity,
    title_zh,
    title_en
from latest_rule
union all
select
    rule_code,
    origin,
    case origin when 'reading' then '读表' else '入库' end as origin_name,
    'active' as stage,
    severity,
    title_zh,
    title_en
from core.dim_finding_title
where rule_code not in (select latest_rule.rule_code from latest_rule)
union all
select
    rule_code,
    'counting' as origin,
    '计入' as origin_name,
    'active' as stage,
    severity,
    title_zh,
    title_en
from core.dim_counting_question
where rule_code not in (select latest_rule.rule_code from latest_rule)
