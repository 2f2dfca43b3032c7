-- What was loaded compared with what is stored: rows only where the two differ.
-- Facts are asked for by an array of versions: a join would read all of them, since loops are off (plan_whole_batch).
with
loaded as (
    select submission_key, submission_sha256 from batch_submission where not is_held
),

loaded_version as (
    select array_agg(dim_form_version.form_version_key) as form_version_keys
    from core.dim_form_version
    inner join loaded using (submission_key)
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
    where form_version_key = any((select form_version_keys from loaded_version)::bigint[])
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
            where form_version_key = any((select form_version_keys from loaded_version)::bigint[])
        )
    union all
    select
        'indicator',
        (select count(*) from staging.indicator inner join loaded using (submission_sha256)),
        (
            select count(*)
            from core.fct_indicator_result
            where form_version_key = any((select form_version_keys from loaded_version)::bigint[])
        )
    union all
    select
        'finding',
        (select count(*) from staging.finding inner join batch_submission using (submission_sha256)),
        (
            select count(*)
            from core.fct_quality_finding
            where submission_key = any(array(select batch_submission.submission_key from batch_submission))
        )
)

select subject, expected, actual
from comparison
where expected <> actual
order by subject
