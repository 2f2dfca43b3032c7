-- One row per line of a form and span of time in which it counted; one without a span for a line that never did, or that is
-- not published yet. The department and project are those in whose totals it counts, else those of the form.
create view core.line_span as
select
    line.form_version_key,
    line.project_number,
    line.fiscal_year,
    coalesce(span.department_key, line.department_key) as department_key,
    coalesce(span.project_key, line.project_key) as project_key,
    line.project_name,
    line.is_disputed as has_critical_finding,
    version.family,
    version.version_number,
    span.outcome_code,
    coalesce(span.gives_indicators, false) as gives_indicators,
    span.counted_from,
    span.counted_to,
    coalesce(span.is_counted, false) as is_counted,
    coalesce(span.is_doubtful, false) as is_doubtful,
    coalesce(span.is_first, false) as is_first
from core.fct_project_evaluation as line
inner join core.form_version as version using (form_version_key, fiscal_year)
left join core.counted_span as span using (form_version_key, project_number, fiscal_year)
