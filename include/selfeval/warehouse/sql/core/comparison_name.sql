-- One row per comparison: the names of its projects on either side, as printed, and what it rests on.
create view core.comparison_name as
with
named as (
    select distinct
        member.lineage_code,
        member.fiscal_year,
        member.lineage_kind,
        member.side,
        line.project_name
    from core.comparison_member as member
    inner join core.counted_line as line
        on
            member.basis = line.basis
            and member.department_key = line.department_key
            and member.member_year = line.fiscal_year
            and member.project_key = line.project_key
),

evidence as (
    select
        lineage_code,
        fiscal_year,
        min(confidence_ratio) as confidence_ratio,
        min(evidence_zh) as evidence_zh,
        min(evidence_en) as evidence_en
    from core.lineage
    group by lineage_code, fiscal_year
)

select
    named.lineage_code,
    named.fiscal_year,
    named.lineage_kind,
    string_agg(named.project_name, ' + ' order by named.project_name collate "C") filter (
        where named.side = 'current'
    ) as project_name,
    string_agg(named.project_name, ' + ' order by named.project_name collate "C") filter (
        where named.side = 'prior'
    ) as prior_project_name,
    string_agg(named.project_name, ' + ' order by named.project_name collate "C") filter (
        where named.side = 'reported'
    ) as prior_reported_project_name,
    evidence.confidence_ratio,
    evidence.evidence_zh,
    evidence.evidence_en
from named
left join evidence using (lineage_code, fiscal_year)
group by
    named.lineage_code,
    named.fiscal_year,
    named.lineage_kind,
    evidence.confidence_ratio,
    evidence.evidence_zh,
    evidence.evidence_en
