-- One row per line that is settled, and one with project number 0 per form: whether a finding on it is in force now,
-- and whether a correction left it out. Lines that are no projects (sub-totals, parts, copies) go with their form.
create view core.line_in_force as
with
line as (
    select
        settled.form_version_key,
        settled.project_number,
        version.is_current,
        settled.outcome_code in ('counted', 'elsewhere', 'returned', 'unit', 'held')
        or settled.outcome_code not in ('replaced', 'dropped', 'withdrawn', 'foreign') and version.is_current as is_in_force,
        settled.outcome_code = 'dropped' as is_dropped
    from core.settled_line as settled
    inner join core.form_version as version using (form_version_key)
    where settled.settled_to = timestamptz '9999-12-31 00:00:00+00'
)

select
    form_version_key,
    project_number,
    is_in_force,
    is_dropped
from line
union all
select
    form_version_key,
    0 as project_number,
    bool_or(is_current) or bool_or(is_in_force) as is_in_force,
    bool_and(is_dropped) as is_dropped
from line
group by form_version_key
