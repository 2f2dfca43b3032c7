-- One row per department and span of years in which it bore a name (type 2), derived from the current versions, so that
-- the order of arrival does not show. A department is known by its name: until somebody decides that one goes on from
-- another, each is a durable thing of its own.
create view mart.dim_department as
with
durable as (
    select
        department_key,
        department_code as durable_department_code
    from core.dim_department
),

reported as (
    select distinct
        durable.durable_department_code,
        form_version.department_key,
        form_version.fiscal_year
    from core.form_version
    inner join durable using (department_key)
    where form_version.is_current
),

named as (
    select
        reported.*,
        department_key is distinct from lag(department_key) over (
            partition by durable_department_code order by fiscal_year
        ) as is_renamed
    from reported
),

span as (
    select
        named.*,
        lead(fiscal_year) over thing as next_fiscal_year,
        last_value(department_key) over (
            thing rows between unbounded preceding and unbounded following
        ) as latest_department_key
    from named
    where is_renamed
    window thing as (partition by durable_department_code order by fiscal_year)
)

select
    span.department_key,
    span.durable_department_code,
    dim_department.department_code,
    dim_department.department_name,
    latest_department.department_name as latest_department_name,
    make_date(span.fiscal_year, 1, 1) as valid_from,
    coalesce(make_date(span.next_fiscal_year, 1, 1), date '9999-12-31') as valid_to,
    span.next_fiscal_year is null as is_current
from span
inner join core.dim_department using (department_key)
inner join core.dim_department as latest_department on span.latest_department_key = latest_department.department_key
