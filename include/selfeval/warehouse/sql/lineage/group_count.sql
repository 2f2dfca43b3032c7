-- Groups of the lineage into a year by kind, and under kind null its open questions.
select
    lineage_kind,
    count(distinct lineage_code) as group_count
from core.lineage
where fiscal_year = %(fiscal_year)s
group by lineage_kind
union all
select
    null,
    count(distinct question_code)
from core.lineage
cross join unnest(question_codes) as question_code
where fiscal_year = %(fiscal_year)s and is_questioned
