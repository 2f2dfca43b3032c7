-- A lineage group by the business keys of its projects.
with
member as (
    select
        published_member.side,
        jsonb_agg(
            jsonb_build_array(
                dim_department.department_code, dim_project.project_code, dim_project.project_name_code
            )
            order by
                dim_department.department_code collate "C",
                dim_project.project_code collate "C",
                dim_project.project_name_code collate "C"
        ) as projects
    from core.published_member
    inner join core.dim_department using (department_key)
    inner join core.dim_project using (project_key)
    where published_member.lineage_code = %(lineage_code)s
    group by published_member.side
)

select
    lineage.fiscal_year,
    lineage.lineage_kind,
    (select projects from member where side = 'prior') as prior,
    (select projects from member where side = 'current') as current,
    min(lineage.confidence_ratio) as confidence_ratio,
    min(lineage.evidence_zh) as evidence_zh,
    min(lineage.evidence_en) as evidence_en
from core.lineage
where lineage.lineage_code = %(lineage_code)s
group by lineage.fiscal_year, lineage.lineage_kind
