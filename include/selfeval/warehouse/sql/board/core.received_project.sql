-- One row per expected project and project of this year's form that it has become: by lineage; by its key where the
-- lineage of the department's year is not published yet; by code or name where only the list expects it.
create view core.received_project as
with
this_year as (
    select project_year.*, dim_department.department_code
    from core.project_year
    inner join core.dim_department using (department_key)
),

linked as (
    select fiscal_year, prior_project_key, project_key
    from core.lineage
    where prior_project_key is not null and project_key is not null
    union all
    select this_year.fiscal_year, this_year.project_key as prior_project_key, this_year.project_key
    from this_year
    left join (select distinct department_key, fiscal_year from core.lineage) as published
        using (department_key, fiscal_year)
    where published.department_key is null
)

select
    expected.department_code,
    expected.fiscal_year,
    expected.prior_project_key,
    expected.project_code,
    expected.project_name_code,
    this_year.project_key,
    this_year.project_name,
    this_year.is_disputed
from core.expected_project_year as expected
inner join linked using (fiscal_year, prior_project_key)
inner join this_year on expected.fiscal_year = this_year.fiscal_year and linked.project_key = this_year.project_key
union all
select
    expected.department_code,
    expected.fiscal_year,
    expected.prior_project_key,
    expected.project_code,
    expected.project_name_code,
    this_year.project_key,
    this_year.project_name,
    this_year.is_disputed
from core.expected_project_year as expected
inner join this_year
    on
        expected.department_code = this_year.department_code
        and expected.fiscal_year = this_year.fiscal_year
        and (
            nullif(expected.project_code, '') = this_year.project_code
            or expected.project_name_code = this_year.project_name_code
        )
where expected.prior_project_key is null
