-- One row per basis and line that a project's figures are taken from: basis `current` is what counts now, `reported`
-- what was reported first. Amounts are those of the lines that are is_counted; indicators those of the lines that
-- gives_indicators, which may stand on another form. Publication settles both (core.settled_line).
create view core.counted_line as
with
line as (
    select
        'current' as basis,
        settled_line.*
    from core.settled_line
    where
        settled_to = timestamptz '9999-12-31 00:00:00+00'
        and project_key is not null
        and (outcome_code = 'counted' or gives_indicators)
    union all
    (
        select distinct on (form_version_key, project_number)
            'reported' as basis,
            settled_line.*
        from core.settled_line
        where is_first
        order by form_version_key, project_number, settled_from desc
    )
),

-- Department-years whose total is in doubt as a whole: they miss a control total, lack what was withdrawn or is out of
-- scale, or may be another department's as well.
control as (
    select distinct fiscal_year as control_year, department_key
    from core.counting_question
    where question_kind like 'control%' or question_kind in ('withdrawn', 'scale', 'department')
)

select
    line.basis,
    line.department_key,
    line.fiscal_year,
    line.project_key,
    line.form_version_key,
    line.project_number,
    min(coalesce(evaluation.project_name, dim_project.project_name) collate "C") over (
        partition by line.basis, line.department_key, line.fiscal_year, line.project_key
    ) as project_name,
    line.project_code,
    line.basis = 'reported' or line.outcome_code = 'counted' as is_counted,
    line.basis = 'reported' or line.gives_indicators as gives_indicators,
    line.basis = 'current' and (line.is_doubtful or control.department_key is not null) as is_doubtful
from line
inner join core.fct_project_evaluation as evaluation using (form_version_key, project_number, fiscal_year)
inner join core.dim_project on line.project_key = dim_project.project_key
left join control on line.fiscal_year = control.control_year and line.department_key = control.department_key
