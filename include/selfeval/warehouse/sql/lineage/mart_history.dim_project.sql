-- One row per project and span of years in which it bore a name under a code in a department (type 2), derived from the
-- current versions and their lineage, so that the order of arrival does not show. The durable code names the
-- department, code, name and year with which it is first known. Years are calendar years: a row is valid for a fiscal
-- year whose first day has valid_from <= day and day < valid_to.
create view mart_history.dim_project as
with
named as (
    select
        chain.*,
        chain.project_key is distinct from lag(chain.project_key) over (
            thing order by chain.fiscal_year
        ) as is_renamed,
        max(chain.fiscal_year) over thing as last_fiscal_year
    from core.project_chain as chain
    window thing as (partition by chain.first_project_key, chain.first_fiscal_year)
),

span as (
    select
        named.first_project_key,
        named.first_fiscal_year,
        named.project_key,
        named.fiscal_year,
        named.last_fiscal_year,
        lead(named.fiscal_year) over thing as next_fiscal_year,
        last_value(named.project_key) over (
            thing rows between unbounded preceding and unbounded following
        ) as latest_project_key
    from named
    where named.is_renamed
    window thing as (partition by named.first_project_key, named.first_fiscal_year order by named.fiscal_year)
)

select
    span.project_key,
    concat_ws(
        '|',
        first_department.department_code,
        first_project.project_code,
        first_project.project_name_code,
        span.first_fiscal_year
    ) as durable_project_code,
    dim_project.department_key,
    dim_department.department_code,
    dim_department.department_name,
    dim_project.project_code,
    dim_project.project_name,
    latest_project.project_name as latest_project_name,
    make_date(span.fiscal_year, 1, 1) as valid_from,
    coalesce(
        make_date(span.next_fiscal_year, 1, 1),
        case when project_ending.ending_kind is not null then make_date(span.last_fiscal_year + 1, 1, 1) end,
        date '9999-12-31'
    ) as valid_to,
    span.next_fiscal_year is null and project_ending.ending_kind is null as is_current,
    case when span.next_fiscal_year is null then project_ending.ending_kind end as ending_kind,
    case when span.next_fiscal_year is null then project_ending.successor_project_name end as successor_project_name
from span
inner join core.dim_project using (project_key)
inner join core.dim_department using (department_key)
inner join core.dim_project as first_project on span.first_project_key = first_project.project_key
inner join core.dim_department as first_department on first_project.department_key = first_department.department_key
inner join core.dim_project as latest_project on span.latest_project_key = latest_project.project_key
left join core.project_ending
    on
        span.latest_project_key = project_ending.project_key
        and span.last_fiscal_year = project_ending.fiscal_year
