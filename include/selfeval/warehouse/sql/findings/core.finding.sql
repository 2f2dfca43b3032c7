-- One row per finding: those that were stored with the file, and the open questions about what counts, which
-- publication settles anew; each of these is about the line that it names.
create view core.finding as
with
asked as (
    select
        counting_question.*,
        version.submission_key,
        version.form_number,
        version.family,
        version.series_code,
        version.rule_set_version,
        line.anchor_cell as cell,
        line.project_name,
        settled.project_key
    from core.counting_question
    inner join core.dim_form_version as version using (form_version_key)
    inner join core.fct_project_evaluation as line using (form_version_key, project_number)
    inner join core.settled_line as settled using (form_version_key, project_number)
    where settled.settled_to = timestamptz '9999-12-31 00:00:00+00'
),

numbered as (
    select
        submission_key,
        max(finding_number) as last_number
    from core.fct_quality_finding
    where submission_key in (select asked.submission_key from asked)
    group by submission_key
)

select fct_quality_finding.*
from core.fct_quality_finding
union all
select
    asked.submission_key,
    coalesce(numbered.last_number, 0)
    + row_number() over (
        partition by asked.submission_key order by asked.form_number, asked.project_number, asked.question_code
    ) as finding_number,
    asked.form_version_key,
    asked.form_number,
    asked.project_number,
    dim_counting_question.rule_code,
    asked.severity,
    false as is_fault,
    asked.cell,
    asked.project_name,
    null as printed,
    null as expected,
    null::numeric as difference,
    asked.message_zh,
    asked.message_en,
    null as suggestion,
    asked.rule_set_version,
    asked.project_key,
    'question:' || asked.question_code as subject_code,
    md5('question:' || asked.question_code)::uuid as finding_code
from asked
inner join core.dim_counting_question on asked.question_kind = dim_counting_question.question_kind
left join numbered using (submission_key)
