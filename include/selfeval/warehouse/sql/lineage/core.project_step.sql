-- One row per project and fiscal year of the current versions, with the project and year that it goes on from: as
-- lineage says (same, renamed, moved), or under the same department, code and name over years for which lineage says
-- nothing. Whole-department forms repeat their projects and are left out.
create view core.project_step as
with
project as (
    select
        line.project_key,
        line.fiscal_year,
        line.department_key,
        lag(line.fiscal_year) over (partition by line.project_key order by line.fiscal_year) as last_fiscal_year
    from core.counted_line as line
    where line.basis = 'current' and line.is_counted
    group by line.project_key, line.fiscal_year, line.department_key
),

continued as (
    select distinct on (lineage.project_key, lineage.fiscal_year)
        lineage.project_key,
        lineage.fiscal_year,
        lineage.prior_project_key,
        prior.fiscal_year as prior_fiscal_year
    from core.lineage
    inner join project as prior
        on
            lineage.prior_project_key = prior.project_key
            and lineage.fiscal_year = prior.fiscal_year + 1
    where lineage.lineage_kind in ('same', 'renamed', 'moved')
    order by lineage.project_key, lineage.fiscal_year, lineage.prior_project_key
),

paused as (
    select
        project.project_key,
        project.fiscal_year,
        project.project_key as prior_project_key,
        project.last_fiscal_year as prior_fiscal_year
    from project
    where
        project.last_fiscal_year is not null
        -- Nothing became of it in the year after, and nothing else became it.
        and not exists (
            select 1
            from core.lineage
            where
                lineage.lineage_kind not in ('new', 'ended', 'first', 'awaited')
                and (
                    lineage.prior_project_key = project.project_key
                    and lineage.fiscal_year = project.last_fiscal_year + 1
                    or lineage.project_key = project.project_key
                    and lineage.fiscal_year = project.fiscal_year
                )
        )
        -- Two years that were compared, and it did not go on.
        and not exists (
            select 1
            from core.lineage
            where
                lineage.lineage_kind <> 'awaited'
                and lineage.prior_project_key = project.project_key
                and lineage.fiscal_year = project.fiscal_year
        )
)

select
    project.project_key,
    project.fiscal_year,
    coalesce(continued.prior_project_key, paused.prior_project_key) as prior_project_key,
    coalesce(continued.prior_fiscal_year, paused.prior_fiscal_year) as prior_fiscal_year
from project
left join continued using (project_key, fiscal_year)
left join paused using (project_key, fiscal_year)
