-- Confirmed questions that give a project of this one to another group: only one of them can hold.
select other.question_code
from core.lineage_question as question
inner join core.lineage_question as other
    on
        question.fiscal_year = other.fiscal_year
        and question.question_code <> other.question_code
        and other.state = 'confirmed'
where
    question.question_code = %(code)s
    and (
        exists (
            select from jsonb_array_elements(question.prior) as member
            where other.prior @> jsonb_build_array(member)
        )
        or exists (
            select from jsonb_array_elements(question.current) as member
            where other.current @> jsonb_build_array(member)
        )
    )
order by other.question_code
limit 1
