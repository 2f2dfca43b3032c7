-- Files that are withdrawn, the latest first, with who said so and why: for operations, and in no mart.
select
    submission.submission_sha256,
    submission.file_name,
    submission.channel_name,
    (
        select string_agg(distinct dim_department.department_name || ' ' || dim_form_version.fiscal_year, '、')
        from core.dim_form_version
        inner join core.dim_department using (department_key)
        where dim_form_version.submission_key = submission.submission_key
    ) as department_year,
    last_event.happened_at as withdrawn_at,
    last_event.actor_name,
    last_event.note
from (
    select distinct on (submission_key) withdrawal_event.*
    from core.withdrawal_event
    order by submission_key, event_key desc
) as last_event
inner join core.submission using (submission_key)
where last_event.event = 'withdrawn'
order by last_event.event_key desc
