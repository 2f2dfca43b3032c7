-- What stands decided about the lineage into a year; a revoked decision is a question again.
select
    lineage_question.question_code,
    lineage_question.state,
    lineage_question.lineage_kind,
    lineage_question.decided_by,
    lineage_question.prior,
    lineage_question.current
from core.lineage_question
where
    lineage_question.fiscal_year = %(fiscal_year)s
    and lineage_question.state in ('confirmed', 'rejected')
order by lineage_question.question_code
