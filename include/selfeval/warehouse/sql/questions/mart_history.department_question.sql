-- One row per change of a department, suspected or recorded by a person, for people: from which to which, and what was
-- decided.
create view mart_history.department_question as
select
    change_code,
    fiscal_year,
    state as question_state,
    change_kind,
    from_department_code as prior_department_name,
    to_department_code as department_name,
    confidence_ratio,
    evidence_zh,
    evidence_en,
    asked_by,
    asked_at,
    decided_by,
    decided_at,
    note as decision_note
from core.department_question
