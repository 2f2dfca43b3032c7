-- The open submissions and whether they must be held: a reading fault, no form at all,
-- or a form whose year is unknown or whose amounts have no known unit.
create temporary table batch_submission on commit drop as
with
fault as (
    select distinct submission_sha256
    from staging.finding
    where is_fault and submission_sha256 = any(%(submissions)s)
),

unusable_form as (
    select distinct batch_form.submission_sha256
    from batch_form
    where
        batch_form.fiscal_year is null
        or batch_form.amount_unit_code is null
        and exists (
            select 1
            from staging.amount
            where
                amount.submission_sha256 = batch_form.submission_sha256
                and amount.form_number = batch_form.form_number
        )
)

select
    submission.submission_key,
    submission_sha256,
    fault.submission_sha256 is not null as has_fault,
    fault.submission_sha256 is not null
    or unusable_form.submission_sha256 is not null
    or not exists (
        select 1 from batch_form where batch_form.submission_sha256 = submission.submission_sha256
    ) as is_held
from core.submission
left join fault using (submission_sha256)
left join unusable_form using (submission_sha256)
where submission_sha256 = any(%(submissions)s)
