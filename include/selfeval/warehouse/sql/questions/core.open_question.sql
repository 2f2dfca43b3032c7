-- One row per open question, about what counts (place 0), about departments (place 1) or about projects (place 2), with
-- the departments that it names.
create view core.open_question as
select
    0 as place,
    question_code as code,
    fiscal_year,
    question_kind as kind,
    question_title as kind_name,
    file_name as prior_name,
    project_name as name,
    0.5 as confidence_ratio,
    evidence_zh,
    evidence_en,
    null::jsonb as prior,
    null::jsonb as current,
    array[department_code]::text[] as department_codes
from mart_history.counting_question
where question_state = 'open'
union all
select
    1 as place,
    change_code as code,
    fiscal_year,
    change_kind as kind,
    '部门变更' as kind_name,
    prior_department_name as prior_name,
    department_name as name,
    confidence_ratio,
    evidence_zh,
    evidence_en,
    null::jsonb as prior,
    null::jsonb as current,
    array[prior_department_name, department_name]::text[] as department_codes
from mart_history.department_question
where question_state = 'open'
union all
select
    2 as place,
    question_code as code,
    fiscal_year,
    lineage_kind as kind,
    lineage_kind_name as kind_name,
    prior_project_name as prior_name,
    project_name as name,
    confidence_ratio,
    lineage_question.evidence_zh,
    lineage_question.evidence_en,
    question.prior,
    question.current,
    array(select member ->> 0 from jsonb_array_elements(question.prior || question.current) as member) as department_codes
from mart_history.lineage_question
inner join core.lineage_question as question using (question_code, fiscal_year, lineage_kind, confidence_ratio)
where question_state = 'open'
