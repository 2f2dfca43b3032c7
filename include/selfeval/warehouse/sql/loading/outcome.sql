-- What a batch has come to, whoever loaded it: the answer is the same when it is asked again.
with
member_version as (
    select array_agg(dim_form_version.form_version_key) as form_version_keys
    from core.dim_form_version
    inner join core.submission as owner using (submission_key)
    where owner.submission_sha256 = any(%(submissions)s)
)

select
    count(*) filter (where state = 'loaded') as loaded,
    count(*) filter (where state = 'held') as held,
    (
        -- Also the years of held files of the same departments that had been loaded: they lost their place.
        select coalesce(array_agg(distinct dim_form_version.fiscal_year order by dim_form_version.fiscal_year), '{}')
        from core.dim_form_version
        inner join core.submission as owner using (submission_key)
        where
            owner.submission_sha256 = any(%(submissions)s)
            or owner.state = 'held'
            and dim_form_version.department_key in (
                select member_version.department_key
                from core.dim_form_version as member_version
                inner join core.submission as member using (submission_key)
                where member.submission_sha256 = any(%(submissions)s)
            )
    ) as fiscal_years,
    (
        select count(*)
        from core.fct_project_evaluation
        where form_version_key = any((select form_version_keys from member_version)::bigint[])
    ) as projects,
    (
        select count(*)
        from core.fct_budget_execution
        where form_version_key = any((select form_version_keys from member_version)::bigint[])
    ) as amounts,
    (
        select count(*)
        from core.fct_quality_finding
        where submission_key = any(
            array(
                select owner.submission_key
                from core.submission as owner
                where owner.submission_sha256 = any(%(submissions)s)
            )
        )
    ) as findings
from core.submission
where submission_sha256 = any(%(submissions)s)
