-- One row per form version: its place in its series, when its file first came in, and the version that followed it.
-- The next version came with the first delivery of its file after this one. What was withdrawn follows nothing, and
-- nothing follows it.
create view core.version_followed as
with
arrival as (
    select submission_key, min(received_at) as first_received_at
    from core.receipt
    group by submission_key
),

series_version as (
    select
        form_version.department_key,
        form_version.fiscal_year,
        form_version.family,
        form_version.series_code,
        form_version.version_number,
        form_version.submission_key,
        form_version.received_at,
        form_version.rule_set_version,
        lag(form_version.version_number) over (
            partition by
                form_version.department_key,
                form_version.fiscal_year,
                form_version.family,
                form_version.series_code
            order by form_version.version_number
        ) as previous_version_number
    from core.form_version
    where form_version.withdrawn_at is null
    group by
        form_version.department_key,
        form_version.fiscal_year,
        form_version.family,
        form_version.series_code,
        form_version.version_number,
        form_version.submission_key,
        form_version.received_at,
        form_version.rule_set_version
)

select
    form_version.form_version_key,
    form_version.department_key,
    form_version.fiscal_year,
    form_version.version_number,
    form_version.is_current,
    form_version.withdrawn_at is not null as is_withdrawn,
    coalesce(arrival.first_received_at, form_version.received_at) as first_received_at,
    next_version.version_number as next_version_number,
    next_version.rule_set_version as next_rule_set_version,
    (
        select coalesce(min(receipt.received_at), next_version.received_at)
        from core.receipt
        where
            receipt.submission_key = next_version.submission_key
            and receipt.received_at > form_version.received_at
    ) as next_received_at
from core.form_version
left join arrival using (submission_key)
left join series_version as next_version
    on
        form_version.department_key = next_version.department_key
        and form_version.fiscal_year = next_version.fiscal_year
        and form_version.family = next_version.family
        and form_version.series_code = next_version.series_code
        and form_version.version_number = next_version.previous_version_number
        and form_version.withdrawn_at is null
