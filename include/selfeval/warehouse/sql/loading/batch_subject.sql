-- What a cell of a project holds, by a name that is the same on any row: a finding is about it.
-- An amount is known by measure and source.
create temporary table batch_subject on commit drop as
with
subject as (
    select submission_sha256, form_number, project_number, cell, 'amount:' || measure || ':' || source as subject_code
    from staging.amount
    where submission_sha256 = any(%(submissions)s)
    union all
    select
        batch_indicator.submission_sha256,
        batch_indicator.form_number,
        batch_indicator.project_number,
        place.cell,
        batch_indicator.subject_code
    from batch_indicator
    cross join lateral (values (batch_indicator.cell), (batch_indicator.actual_cell)) as place (cell)
    union all
    select
        project.submission_sha256,
        project.form_number,
        project.project_number,
        place.cell,
        place.subject_code
    from staging.project
    cross join lateral (
        values
        (project.stated_rate_cell, 'stated_rate'),
        (project.sequence_cell, 'sequence'),
        (project.project_name_cell, 'project_name')
    ) as place (cell, subject_code)
    where project.submission_sha256 = any(%(submissions)s)
)

select distinct on (submission_sha256, form_number, project_number, cell) subject.*
from subject
inner join (
    select distinct submission_sha256, form_number, project_number, cell
    from staging.finding
    where submission_sha256 = any(%(submissions)s)
) as told using (submission_sha256, form_number, project_number, cell)
order by submission_sha256, form_number, project_number, cell, subject_code
