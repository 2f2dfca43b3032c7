-- One row per file of which lines are settled: whether any of them is in force, which files count in place of those that do
-- not, and which counted until its own did, with how many projects.
create view core.settled_submission as
select
    version.submission_key,
    bool_or(line.outcome_code in ('counted', 'elsewhere', 'copy', 'overall')) as is_in_force,
    array_agg(distinct now_counted.submission_key)
        filter (where now_counted.submission_key is not null) as replaced_by_keys,
    array_agg(distinct before.submission_key) filter (where before.submission_key is not null) as replaces_keys,
    count(distinct (before.form_version_key, before.project_number)) as replaced_count
from core.dim_form_version as version
inner join core.settled_line as line using (form_version_key)
left join lateral (
    select other_version.submission_key
    from core.settled_line as other
    inner join core.dim_form_version as other_version using (form_version_key)
    where
        line.outcome_code in ('replaced', 'dropped')
        and other.fiscal_year = line.fiscal_year
        and other.department_key = line.department_key
        and other.project_key = line.project_key
        and other.outcome_code = 'counted'
        and other.settled_to = timestamptz '9999-12-31 00:00:00+00'
) as now_counted on true
left join lateral (
    select
        other_version.submission_key,
        other.form_version_key,
        other.project_number
    from core.settled_line as other
    inner join core.settled_line as ended using (form_version_key, project_number)
    inner join core.settled_line as begun
        on
            line.form_version_key = begun.form_version_key
            and line.project_number = begun.project_number
            and ended.settled_to = begun.settled_from
    inner join core.dim_form_version as other_version on other.form_version_key = other_version.form_version_key
    where
        line.outcome_code in ('counted', 'elsewhere')
        and other.fiscal_year = line.fiscal_year
        and other.department_key = line.department_key
        and other.project_key = line.project_key
        and other.settled_to = timestamptz '9999-12-31 00:00:00+00'
        and other.outcome_code <> 'withdrawn'
        and ended.outcome_code = 'counted'
        and begun.outcome_code = 'counted'
        and other_version.submission_key <> version.submission_key
) as before on true
where line.settled_to = timestamptz '9999-12-31 00:00:00+00'
group by version.submission_key
