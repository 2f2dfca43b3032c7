-- One row per project and fiscal year after which it does not go on under any name: it ended, was split or was merged,
-- and which projects came of it.
create view core.project_ending as
select
    lineage.prior_project_key as project_key,
    lineage.fiscal_year - 1 as fiscal_year,
    min(lineage.lineage_kind) as ending_kind,
    string_agg(dim_project.project_name, ' + ' order by dim_project.project_name collate "C") as successor_project_name
from core.lineage
left join core.dim_project using (project_key)
where lineage.lineage_kind in ('ended', 'split', 'merged')
group by lineage.prior_project_key, lineage.fiscal_year
