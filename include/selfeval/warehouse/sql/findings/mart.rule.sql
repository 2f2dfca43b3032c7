-- One row per rule, code of reading or question about what counts that a finding may have: what it is called and how
-- grave it is. Findings are in mart.finding, by rule_code.
create view mart.rule as
select
    rule_code,
    origin,
    origin_name,
    stage,
    severity,
    case severity when 'critical' then '严重' when 'warning' then '警告' else '提示' end as severity_name,
    title_zh,
    title_en
from core.rule_title
