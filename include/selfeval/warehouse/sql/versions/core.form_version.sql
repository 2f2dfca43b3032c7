-- One row per form version: its number within department, year, family and series, whether it is in force, and whether it
-- is what was reported first. Numbers follow the latest accepted delivery of the file's bytes, so a late arrival takes its
-- place without any row being changed. A form is in force while publication says so of one of its lines (core.settled_line);
-- where it says so of none, as of a whole-department form, and while the last form of the series is not yet settled, the
-- last of the series is. Files never accepted have no version; one that was withdrawn is neither current nor first.
create view core.form_version as
with
version as (
    select
        form_version_key,
        submission_key,
        form_number,
        department_key,
        fiscal_year,
        family,
        series_code,
        rule_set_version,
        last_received_at as received_at,
        version_number,
        withdrawn_at,
        bool_or(is_current) as is_last,
        bool_or(is_first) as is_first
    from core.version_span
    group by
        form_version_key,
        submission_key,
        form_number,
        department_key,
        fiscal_year,
        family,
        series_code,
        rule_set_version,
        last_received_at,
        version_number,
        withdrawn_at
),

settled as (
    select
        version.*,
        line.is_active,
        line.is_over,
        bool_or(version.is_last and line.line_count = 0) over (
            partition by version.department_key, version.fiscal_year, version.family, version.series_code
        ) as is_pending
    from version
    cross join lateral (
        select
            count(*) as line_count,
            bool_or(outcome_code in ('counted', 'elsewhere', 'returned', 'unit', 'held')) as is_active,
            bool_or(outcome_code in ('replaced', 'dropped', 'withdrawn', 'foreign')) as is_over
        from core.settled_line
        where
            settled_line.form_version_key = version.form_version_key
            and settled_line.settled_to = timestamptz '9999-12-31 00:00:00+00'
    ) as line
)

select
    form_version_key,
    submission_key,
    form_number,
    department_key,
    fiscal_year,
    family,
    series_code,
    rule_set_version,
    received_at,
    version_number,
    withdrawn_at,
    withdrawn_at is null
    and case
        when is_pending then is_last
        when is_active then true
        when is_over then false
        else is_last
    end as is_current,
    is_first
from settled
