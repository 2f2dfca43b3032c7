-- One row per question about lineage, for people: the projects of both years, the evidence, and what was decided.
create view mart_history.lineage_question as
select
    question_code,
    fiscal_year,
    state as question_state,
    lineage_kind,
    dim_lineage_kind.name_zh as lineage_kind_name,
    (
        select string_agg(concat_ws(' ', one ->> 0, nullif(one ->> 1, ''), one ->> 2), ' + ')
        from jsonb_array_elements(lineage_question.prior) as one
    ) as prior_project_name,
    (
        select string_agg(concat_ws(' ', one ->> 0, nullif(one ->> 1, ''), one ->> 2), ' + ')
        from jsonb_array_elements(lineage_question.current) as one
    ) as project_name,
    confidence_ratio,
    evidence_zh,
    evidence_en,
    asked_by,
    asked_at,
    decided_by,
    decided_at,
    note as decision_note
from core.lineage_question
inner join core.dim_lineage_kind using (lineage_kind)
