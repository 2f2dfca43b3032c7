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
    withdrawn.withdrawn_at,
    withdrawn.actor_name,
    withdrawn.note
from core.withdrawn_submission as withdrawn
inner join core.submission using (submission_key)
order by withdrawn.withdrawn_at desc, submission.submission_sha256
