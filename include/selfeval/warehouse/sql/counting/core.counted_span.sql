-- One row per line of a form and span of time in which it counted; one row without a span for a line that never did. What
-- counted as of an instant D has counted_from <= D and D < counted_to; what counts now is is_counted; what was reported
-- first is is_first. outcome_code says what became of the line in the end; the department is the one in whose totals it
-- counted then, the project the one that it tells of now.
create view core.counted_span as
with
span as (
    select
        settled_line.*,
        row_number() over (partition by form_version_key, project_number order by settled_from) as span_number
    from core.settled_line
    where outcome_code = 'counted'
),

line as (
    select
        settled_line.*,
        bool_or(is_first) over (partition by form_version_key, project_number) as is_line_first
    from core.settled_line
)

select
    line.form_version_key,
    line.project_number,
    line.fiscal_year,
    coalesce(span.department_key, line.department_key) as department_key,
    line.project_key,
    line.outcome_code,
    line.gives_indicators,
    span.settled_from as counted_from,
    span.settled_to as counted_to,
    coalesce(span.settled_to = line.settled_to, false) as is_counted,
    coalesce(span.settled_to = line.settled_to, false) and span.is_doubtful as is_doubtful,
    line.is_line_first and coalesce(span.span_number, 1) = 1 as is_first
from line
left join span using (form_version_key, project_number, fiscal_year)
where line.settled_to = timestamptz '9999-12-31 00:00:00+00'
