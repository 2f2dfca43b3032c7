-- One row per project and year that is withheld: what is classified, and in the years of its item also what it was or
-- became under another name, by lineage, what bears its name in the same year (one version may print a code and another
-- none), and what publication settled to be the same project under another name or code. A department's overall form, whose total would tell the rest, goes with it.
create temporary table withheld on commit drop as
with
told as materialized (
    select department_key, project_key, fiscal_year from core.fct_project_evaluation
    union
    select department_key, project_key, fiscal_year from core.fct_budget_execution
),

named as materialized (
    select told.*, dim_project.project_name_code
    from told
    inner join core.dim_project using (project_key)
),

-- One project by what publication settled, whatever its forms call it.
settled as materialized (
    select distinct
        line.project_key as told_key,
        outcome.project_key as other_key,
        line.fiscal_year
    from core.fct_project_evaluation as line
    inner join core.settled_line as outcome using (form_version_key, project_number, fiscal_year)
    where line.project_key <> outcome.project_key
),

-- The steps are kept before they are followed: only what lies in one place can be asked for in a circle.
step as materialized (
    select project_key, fiscal_year, prior_project_key as next_key, fiscal_year - 1 as next_year from core.lineage
    union all
    select prior_project_key, fiscal_year - 1, project_key, fiscal_year from core.lineage
    union all
    select one.project_key, one.fiscal_year, other.project_key, other.fiscal_year
    from named as one
    inner join named as other using (department_key, fiscal_year, project_name_code)
    where one.project_key <> other.project_key
    union all
    select told_key, fiscal_year, other_key, fiscal_year
    from settled
    union all
    select other_key, fiscal_year, told_key, fiscal_year
    from settled
),

chain as materialized (
    with recursive
    followed as (
        select told.project_key, told.fiscal_year, classified.years
        from told
        inner join classified on told.project_key = classified.project_key and told.fiscal_year <@ classified.years
        union
        select step.next_key, step.next_year, followed.years
        from followed
        inner join step
            on
                followed.project_key = step.project_key
                and followed.fiscal_year = step.fiscal_year
                and step.next_key is not null
                and step.next_year <@ followed.years
    )

    select * from followed
)

select distinct
    chain.project_key,
    chain.fiscal_year,
    dim_project.department_key
from chain
inner join core.dim_project using (project_key)
