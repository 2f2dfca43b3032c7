-- One row per department, fiscal year for which it handed in under its name, and span of time in which it had: asked as
-- of a day, it has the departments that were known then, also those whose delivery was withdrawn since. Which durable
-- department it is, follows the decisions in force now; null where it has no current version.
create view mart_history.dim_department_history as
with
reported as (
    select
        department_key,
        fiscal_year,
        range_agg(tstzrange(known_from, known_to)) as known,
        min(known_from) filter (where is_first) as first_reported_at
    from core.version_span
    group by department_key, fiscal_year
)

select
    reported.department_key,
    dim_department.durable_department_code,
    named.department_code,
    named.department_name,
    dim_department.latest_department_name,
    reported.fiscal_year,
    lower(span.known) as known_from,
    upper(span.known) as known_to,
    upper(span.known) = timestamptz '9999-12-31 00:00:00+00' as is_current,
    coalesce(reported.first_reported_at <@ span.known, false) as is_first
from reported
cross join lateral unnest(reported.known) as span (known)
inner join core.dim_department as named on reported.department_key = named.department_key
left join mart_history.dim_department
    on
        reported.department_key = dim_department.department_key
        and dim_department.valid_from <= make_date(reported.fiscal_year, 1, 1)
        and make_date(reported.fiscal_year, 1, 1) < dim_department.valid_to
