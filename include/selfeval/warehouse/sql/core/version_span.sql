-- One row per form version and span of time in which it was its department's word: from the hand-in that made it so,
-- known_from, until another version of the series was handed in, known_to. What was known on a day D has
-- known_from <= D and D < known_to. A version that is handed in again after it was replaced has a second span.
-- Only hand-ins through the file's own channel count that were accepted; they keep their times for good, so a late or
-- repeated arrival adds spans and changes no earlier one. Of two hand-ins at one instant the second by SHA-256 stands
-- and the first has an empty span. The end of what still stands is the last day of year 9999: clients cannot read infinity.
create view core.version_span as
with
accepted as (
    select
        receipt.submission_key,
        submission.submission_sha256,
        receipt.received_at
    from core.receipt
    inner join core.submission using (submission_key, channel_name)
    where receipt.settled_state = 'loaded'
    group by receipt.submission_key, submission.submission_sha256, receipt.received_at
),

hand_in as (
    select distinct
        dim_form_version.department_key,
        dim_form_version.fiscal_year,
        dim_form_version.family,
        dim_form_version.series_code,
        accepted.*
    from core.dim_form_version
    inner join accepted using (submission_key)
),

placed as (
    select
        hand_in.*,
        lag(submission_key) over (series order by received_at, submission_sha256) as previous_submission_key,
        max(received_at) over (
            partition by department_key, fiscal_year, family, series_code, submission_key
        ) as last_received_at
    from hand_in
    window series as (partition by department_key, fiscal_year, family, series_code)
),

span as (
    select
        placed.*,
        lead(received_at) over (series order by received_at, submission_sha256) as replaced_at,
        row_number() over (series order by received_at, submission_sha256) as span_number,
        dense_rank() over (series order by last_received_at, submission_sha256) as version_number
    from placed
    where previous_submission_key is distinct from submission_key
    window series as (partition by department_key, fiscal_year, family, series_code)
)

select
    dim_form_version.form_version_key,
    dim_form_version.submission_key,
    dim_form_version.form_number,
    dim_form_version.department_key,
    dim_form_version.fiscal_year,
    dim_form_version.family,
    dim_form_version.series_code,
    dim_form_version.rule_set_version,
    span.version_number,
    span.last_received_at,
    span.received_at as known_from,
    coalesce(span.replaced_at, timestamptz '9999-12-31 00:00:00+00') as known_to,
    span.replaced_at is null as is_current,
    span.span_number = 1 as is_first
from core.dim_form_version
inner join span using (submission_key, department_key, fiscal_year, family, series_code)
