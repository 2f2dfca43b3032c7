-- One row per department and span of years in which it bore a name (type 2), derived from the current versions and the
-- confirmed changes of departments, so that the order of arrival does not show. A department is known by its name:
-- until somebody decides that one goes on from another, each is a durable thing of its own. Where both names hand in
-- for one year, the spans overlap and each year still has one row.
create view mart_history.dim_department as
with
named as (
    select
        durable.*,
        durable.department_key is distinct from lag(durable.department_key) over (
            partition by durable.durable_department_key
            order by durable.fiscal_year, durable.department_key
        ) as is_renamed
    from core.durable_department as durable
),

numbered as (
    select
        named.*,
        count(*) filter (where is_renamed) over (
            partition by durable_department_key order by fiscal_year, department_key
        ) as span_number
    from named
),

span as (
    select
        durable_department_key,
        department_key,
        min(fiscal_year) as fiscal_year,
        max(fiscal_year) + 1 as end_fiscal_year,
        lead(min(fiscal_year)) over thing as next_fiscal_year,
        last_value(department_key) over (
            thing rows between unbounded preceding and unbounded following
        ) as latest_department_key
    from numbered
    group by durable_department_key, department_key, span_number
    window thing as (partition by durable_department_key order by span_number)
)

select
    span.department_key,
    first_department.department_code as durable_department_code,
    dim_department.department_code,
    dim_department.department_name,
    latest_department.department_name as latest_department_name,
    make_date(span.fiscal_year, 1, 1) as valid_from,
    case
        when span.next_fiscal_year is not null
            then make_date(greatest(span.next_fiscal_year, span.end_fiscal_year), 1, 1)
        when ending.ending_kind is not null then make_date(ending.ending_fiscal_year, 1, 1)
        else date '9999-12-31'
    end as valid_to,
    span.next_fiscal_year is null and ending.ending_kind is null as is_current,
    case when span.next_fiscal_year is null then ending.ending_kind end as ending_kind,
    case when span.next_fiscal_year is null then ending.successor_department_name end as successor_department_name
from span
inner join core.dim_department using (department_key)
inner join core.dim_department as first_department on span.durable_department_key = first_department.department_key
inner join core.dim_department as latest_department on span.latest_department_key = latest_department.department_key
left join core.department_ending as ending on span.durable_department_key = ending.durable_department_key
