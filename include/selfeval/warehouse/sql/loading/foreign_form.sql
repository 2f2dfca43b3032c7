-- Forms whose department belongs to another channel: of this batch, and loaded ones that a form of this batch
-- displaces. A department belongs to the channel whose name begins its own (民政局: 民政局本级), otherwise to the one that
-- handed in first, for whatever year: what a title says does not open another department's books. A unit that hands in
-- under its department's name (主管部门) has books of its own beside it. A loaded file that was withdrawn has no claim.
create temporary table foreign_form on commit drop as
with
candidate as (
    select
        batch_form.submission_key,
        batch_form.form_number,
        batch_form.department_code,
        batch_form.unit_code,
        true as is_pending
    from batch_form
    inner join batch_submission using (submission_key)
    where not batch_submission.is_held
    union all
    select
        dim_form_version.submission_key,
        dim_form_version.form_number,
        dim_department.department_code,
        core.normalised(coalesce(dim_form_version.implementing_unit_name, '')) as unit_code,
        false as is_pending
    from core.dim_form_version
    inner join core.dim_department using (department_key)
    inner join core.submission using (submission_key)
    left join core.withdrawn_submission as withdrawn using (submission_key)
    where
        submission.state = 'loaded'
        and withdrawn.submission_key is null
        and dim_department.department_code in (select batch_form.department_code from batch_form)
),

-- When each was first handed in through its channel; a hand-in that was refused gives no claim.
arrival as (
    select
        candidate.submission_key,
        min(receipt.received_at) as received_at
    from candidate
    inner join core.submission using (submission_key)
    inner join core.receipt using (submission_key, channel_name)
    where receipt.settled_state is distinct from 'held'
    group by candidate.submission_key
),

owner as (
    select distinct on (candidate.department_code, candidate.unit_code)
        candidate.department_code,
        candidate.unit_code,
        submission.channel_name
    from candidate
    inner join core.submission using (submission_key)
    left join arrival using (submission_key)
    order by
        candidate.department_code,
        candidate.unit_code,
        starts_with(candidate.unit_code, core.normalised(submission.channel_name)) desc,
        starts_with(candidate.department_code, core.normalised(submission.channel_name)) desc,
        arrival.received_at,
        submission.channel_name
)

select
    candidate.submission_key,
    candidate.form_number,
    candidate.is_pending,
    submission.submission_sha256,
    owner.channel_name as owner_name
from candidate
inner join owner using (department_code, unit_code)
inner join core.submission using (submission_key)
where submission.channel_name <> owner.channel_name
