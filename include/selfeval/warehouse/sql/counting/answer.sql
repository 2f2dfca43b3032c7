-- What persons answered to questions about a year, in the order in which they did; a revoked answer asks again. Whether two
-- names are one department is answered for all years.
select
    answer.question_code,
    answer.event,
    answer.happened_at
from core.counting_decision as asked
inner join core.counting_decision as answer using (question_code)
where
    asked.event = 'asked'
    and answer.event <> 'asked'
    and (asked.fiscal_year = %(fiscal_year)s or asked.question_kind = 'department')
order by answer.happened_at, answer.event_key
