-- One row per project and fiscal year, with the project and year that its chain begins with: one durable thing under all
-- the names, codes and departments that it has had.
create view core.project_chain as
with recursive
step as (
    select * from core.project_step
),

chain as (
    select
        project_key as first_project_key,
        fiscal_year as first_fiscal_year,
        project_key,
        fiscal_year
    from step
    where prior_project_key is null
    union all
    select
        chain.first_project_key,
        chain.first_fiscal_year,
        step.project_key,
        step.fiscal_year
    from chain
    inner join step
        on
            chain.project_key = step.prior_project_key
            and chain.fiscal_year = step.prior_fiscal_year
)

select * from chain
