-- One row per project and department that is expected to have it in the year after: its own, or where that one ended
-- those that came of it; after a split the one that lineage puts the project in, and before that each.
create view core.followed_project as
with
found as (
    select distinct
        prior_project_key,
        fiscal_year,
        department_key
    from core.lineage
    where prior_project_key is not null and project_key is not null
),

placed as (
    select
        coalesce(successor.successor_department_code, dim_department.department_code) as department_code,
        project_year.fiscal_year + 1 as fiscal_year,
        project_year.project_key as prior_project_key,
        project_year.project_code,
        project_year.project_name_code,
        project_year.project_name,
        found.prior_project_key is not null as is_found_there
    from core.project_year
    inner join core.dim_department using (department_key)
    left join core.department_successor as successor
        on
            project_year.department_key = successor.department_key
            and project_year.fiscal_year + 1 between successor.first_fiscal_year and successor.last_fiscal_year
    left join found
        on
            project_year.project_key = found.prior_project_key
            and project_year.fiscal_year + 1 = found.fiscal_year
            and successor.successor_department_key = found.department_key
)

select
    department_code,
    fiscal_year,
    prior_project_key,
    project_code,
    project_name_code,
    project_name
from (
    select
        placed.*,
        bool_or(is_found_there) over (partition by prior_project_key, fiscal_year) as is_found
    from placed
) as sought
where is_found_there = is_found
