-- One row per lineage group, side and project, with what the group rests on: side `current` is the group's fiscal year,
-- `prior` the year before. A project counts in its own department, which is another one where it moved.
create view core.lineage_member as
select distinct
    lineage.lineage_code,
    dim_project.department_key,
    lineage.fiscal_year,
    member.side,
    member.member_year,
    member.project_key,
    lineage.lineage_kind,
    lineage.confidence_ratio,
    lineage.evidence_zh,
    lineage.evidence_en
from core.lineage
cross join lateral (
    values
    ('current', lineage.fiscal_year, lineage.project_key),
    ('prior', lineage.fiscal_year - 1, lineage.prior_project_key)
) as member (side, member_year, project_key)
inner join core.dim_project on member.project_key = dim_project.project_key
