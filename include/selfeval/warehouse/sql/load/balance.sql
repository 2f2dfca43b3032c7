-- What went in against what stands: rows only where the two differ.
with
loaded as (
    select submission_key, submission_sha256 from batch_submission where not is_held
),

staged_amount as (
    select
        count(*) as row_count,
        coalesce(sum(amount.printed_value * dim_amount_unit.yuan_factor), 0) as yuan_amount
    from staging.amount
    inner join loaded using (submission_sha256)
    inner join staging.form using (submission_sha256, form_number)
    inner join core.dim_amount_unit on form.amount_unit = dim_amount_unit.amount_unit_code
),

stored_amount as (
    select count(*) as row_count, coalesce(sum(fct_budget_execution.yuan_amount), 0) as yuan_amount
    from core.fct_budget_execution
    inner join core.dim_form_version using (form_version_key)
    inner join loaded using (submission_key)
),

comparison as (
    select 'yuan_amount' as subject, staged_amount.yuan_amount as expected, stored_amount.yuan_amount as actual
    from staged_amount cross join stored_amount
    union all
    select 'amount', (select count(*) from staging.amount inner join loaded using (submission_sha256)), row_count
    from stored_amount
    union all
    select
        'project',
        (select count(*) from staging.project inner join loaded using (submission_sha256)),
        (
            select count(*)
            from core.fct_project_evaluation
            inner join core.dim_form_version using (form_version_key)
            inner join loaded using (submission_key)
        )
    union all
    select
        'indicator',
        (select count(*) from staging.indicator inner join loaded using (submission_sha256)),
        (
            select count(*)
            from core.fct_indicator_result
            inner join core.dim_form_version using (form_version_key)
            inner join loaded using (submission_key)
        )
    union all
    select
        'finding',
        (select count(*) from staging.finding inner join batch_submission using (submission_sha256)),
        (select count(*) from core.fct_quality_finding inner join batch_submission using (submission_key))
)

select subject, expected, actual
from comparison
where expected <> actual
order by subject
