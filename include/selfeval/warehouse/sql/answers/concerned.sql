-- The given files and those whose answer they change: other versions in their series, and held files of their
-- departments that lost their place to them.
with
version as (
    select
        dim_form_version.*,
        submission.submission_sha256,
        submission.state
    from core.dim_form_version
    inner join core.submission using (submission_key)
),

member as (
    select * from version where submission_sha256 = any(%(submissions)s)
)

select version.submission_sha256
from version
inner join member using (department_key)
where
    version.state = 'held'
    or (version.fiscal_year, version.family, version.series_code)
    = (member.fiscal_year, member.family, member.series_code)
union
select unnest(%(submissions)s::text[])
order by submission_sha256
