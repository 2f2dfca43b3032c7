-- One row per project and year that is withheld: what is classified, and in the years of its item also what it was or
-- became under another name, by lineage. A department's overall form, whose total would tell the rest, goes with it.
create temporary table withheld on commit drop as
with recursive
told as (
    select distinct project_key, fiscal_year from core.fct_project_evaluation
    union
    select distinct project_key, fiscal_year from core.fct_budget_execution
),

step as (
    select project_key, fiscal_year, prior_project_key as next_key, fiscal_year - 1 as next_year from core.lineage
    union all
    select prior_project_key, fiscal_year - 1, project_key, fiscal_year from core.lineage
),

chain as (
    select told.project_key, told.fiscal_year, classified.years
    from told
    inner join classified on told.project_key = classified.project_key and told.fiscal_year <@ classified.years
    union
    select step.next_key, step.next_year, chain.years
    from chain
    inner join step
        on
            chain.project_key = step.project_key
            and chain.fiscal_year = step.fiscal_year
            and step.next_key is not null
            and step.next_year <@ chain.years
)

select distinct
    chain.project_key,
    chain.fiscal_year,
    dim_project.department_key
from chain
inner join core.dim_project using (project_key)
