-- One row per project and fiscal year, with the project and year that its chain begins with: one durable thing under
-- all the names, codes and departments that it has had.
create view core.project_chain as
with
-- The steps are kept before they are followed: only what lies in one place can be asked for in a circle.
step as materialized (
    select * from core.project_step
),

chain as materialized (
    with recursive
    followed as (
        select
            project_key as first_project_key,
            fiscal_year as first_fiscal_year,
            project_key,
            fiscal_year
        from step
        where prior_project_key is null
        union all
        select
            followed.first_project_key,
            followed.first_fiscal_year,
            step.project_key,
            step.fiscal_year
        from followed
        inner join step
            on
                followed.project_key = step.prior_project_key
                and followed.fiscal_year = step.prior_fiscal_year
    )

    select * from followed
)

select * from chain
