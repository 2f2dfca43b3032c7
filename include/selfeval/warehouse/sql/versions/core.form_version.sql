-- One row per form version: its number within department, year, family and series, whether it is the current one, and
-- whether it is what was reported first. Numbers follow the latest accepted delivery of the file's bytes, so a late
-- arrival takes its place without any row being changed, and a version that is submitted again becomes current again.
-- Files that were never accepted have no version; one that was withdrawn keeps its own, neither current nor first.
create view core.form_version as
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
    bool_or(is_current) as is_current,
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
