-- One row per form version and span of time in which it was its department's word: from the delivery that made it so,
-- known_from, until another version of the series was handed in, known_to. What was known on a day D has known_from <=
-- D and D < known_to. A version that is submitted again after it was replaced has a second span. Only deliveries
-- through the file's own channel count that were accepted; they keep their times for good, so a late or repeated
-- arrival adds spans and changes no earlier one. Of two deliveries at one instant the second by SHA-256 is in force and
-- the first has an empty span. What is in force ends on the last day of year 9999: clients cannot read infinity. A
-- withdrawn file is in force until then at most, its later deliveries do not count, and it is not what was reported
-- first; a series of which nothing is in force has no first.
create view core.version_span as
with
hand_in as (
    select
        dim_form_version.*,
        accepted.submission_sha256,
        accepted.received_at,
        accepted.withdrawn_at,
        -- The forms of one file in a series are peers: the group before them is the hand-in before.
        first_value(submission_key) over (
            series order by accepted.received_at, accepted.submission_sha256
            groups between 1 preceding and 1 preceding
        ) as previous_submission_key,
        -- The series is the version's own; named, it lets a filter by department or year through.
        max(accepted.received_at) over (
            partition by department_key, fiscal_year, family, series_code, form_version_key
        ) as last_received_at
    from core.dim_form_version
    inner join core.accepted_delivery as accepted using (submission_key)
    window series as (
        partition by
            dim_form_version.department_key,
            dim_form_version.fiscal_year,
            dim_form_version.family,
            dim_form_version.series_code
    )
),

span as (
    select
        hand_in.*,
        first_value(received_at) over (
            series order by received_at, submission_sha256 groups between 1 following and 1 following
        ) as replaced_at,
        count(*) filter (where withdrawn_at is null) over (
            series order by received_at, submission_sha256 groups between unbounded preceding and 1 preceding
        ) as earlier_count,
        last_value(withdrawn_at) over (
            series order by received_at, submission_sha256 groups between current row and unbounded following
        ) as ended_at,
        dense_rank() over (series order by last_received_at, submission_sha256) as version_number
    from hand_in
    where previous_submission_key is distinct from submission_key
    window series as (partition by department_key, fiscal_year, family, series_code)
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
    version_number,
    last_received_at,
    received_at as known_from,
    withdrawn_at,
    least(replaced_at, withdrawn_at, timestamptz '9999-12-31 00:00:00+00') as known_to,
    replaced_at is null and withdrawn_at is null as is_current,
    earlier_count = 0 and withdrawn_at is null and ended_at is null as is_first
from span
