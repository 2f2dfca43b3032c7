-- One row per project, name and fiscal year for which forms printed it, and span of time in which this was what the
-- department had reported: asked as of a day, it has the projects and names that were known then, also those that a
-- correction has taken back since. Forms that print the same at once are one span. Which durable thing a project is, is
-- told as lineage has it now; null where no current version has the project.
create view mart_history.dim_project_history as
with
printed as (
    select
        span.project_key,
        span.fiscal_year,
        span.department_key,
        coalesce(line.project_name, dim_project.project_name) as project_name,
        min(dim_project.project_code) as project_code,
        range_agg(tstzrange(span.counted_from, span.counted_to)) as known,
        min(span.counted_from) as earliest_known_from,
        min(span.counted_from) filter (where span.is_first) as first_reported_at
    from core.fct_project_evaluation as line
    inner join core.known_span as span using (form_version_key, project_number, fiscal_year)
    inner join core.dim_project on span.project_key = dim_project.project_key
    where span.counted_from is not null
    group by
        span.project_key, span.fiscal_year, span.department_key, coalesce(line.project_name, dim_project.project_name)
),

spread as (
    select
        printed.*,
        lower(span.known) as known_from,
        upper(span.known) as known_to,
        coalesce(printed.first_reported_at <@ span.known, false) as is_first
    from printed
    -- Of two forms handed in at one instant the first was known at no time; it has a row all the same.
    cross join lateral unnest(
        case
            when isempty(known) then tstzmultirange(tstzrange(earliest_known_from, earliest_known_from, '[]'))
            else known
        end
    ) as span (known)
)

select
    spread.project_key,
    dim_project.durable_project_code,
    dim_project.latest_project_name,
    spread.department_key,
    dim_department.department_code,
    dim_department.department_name,
    spread.fiscal_year,
    spread.project_code,
    spread.project_name,
    spread.known_from,
    spread.known_to,
    spread.known_to = timestamptz '9999-12-31 00:00:00+00' as is_current,
    spread.is_first
from spread
inner join core.dim_department on spread.department_key = dim_department.department_key
left join mart_history.dim_project
    on
        spread.project_key = dim_project.project_key
        and dim_project.valid_from <= make_date(spread.fiscal_year, 1, 1)
        and make_date(spread.fiscal_year, 1, 1) < dim_project.valid_to
