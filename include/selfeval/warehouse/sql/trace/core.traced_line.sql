-- One row per line of a form version: whose it is, in which file, and which comparisons its figures enter.
-- lineage_code is the comparison of its own year, next_lineage_code that of the next year, in which it is last year's.
-- A year on year's amounts of this and of last year are those of the lines that are is_counted, last year's as first
-- reported those that are is_first_counted.
create view core.traced_line as
with
counted as (
    select
        form_version_key,
        project_number,
        bool_or(side <> 'reported') as is_counted,
        bool_or(side = 'reported') as is_first_counted
    from core.comparison_line
    group by form_version_key, project_number
)

select
    evaluation.form_version_key,
    evaluation.project_number,
    evaluation.fiscal_year,
    dim_department.department_name,
    dim_project.project_name,
    row_note.reading_note,
    this_year.lineage_code,
    next_year.lineage_code as next_lineage_code,
    form_version.submission_key,
    submission.submission_sha256,
    submission.file_name,
    form_version.form_number,
    form_version.family,
    dim_form_version.amount_unit_code,
    form_version.version_number,
    form_version.is_current,
    form_version.is_first,
    coalesce(counted.is_counted, false) as is_counted,
    coalesce(counted.is_first_counted, false) as is_first_counted,
    form_version.received_at
from core.fct_project_evaluation as evaluation
inner join core.known_version as form_version using (form_version_key)
inner join core.dim_form_version using (form_version_key)
inner join core.submission on form_version.submission_key = submission.submission_key
inner join core.dim_department on evaluation.department_key = dim_department.department_key
inner join core.dim_project on evaluation.project_key = dim_project.project_key
left join core.published_member as this_year
    on
        this_year.side = 'current'
        and evaluation.department_key = this_year.department_key
        and evaluation.fiscal_year = this_year.member_year
        and evaluation.project_key = this_year.project_key
left join lateral (
    select distinct line.lineage_code
    from core.comparison_line as line
    where
        line.side <> 'current'
        and evaluation.department_key = line.department_key
        and evaluation.fiscal_year = line.member_year
        and evaluation.project_key = line.project_key
) as next_year on true
left join counted
    on
        evaluation.form_version_key = counted.form_version_key
        and evaluation.project_number = counted.project_number
left join core.known_note as row_note
    on submission.submission_key = row_note.submission_key and evaluation.anchor_cell = row_note.cell
