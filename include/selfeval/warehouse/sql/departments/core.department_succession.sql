-- One row per confirmed change of a department: from which to which, of what kind, from which fiscal year on.
create view core.department_succession as
select
    department_question.change_code,
    department_question.change_kind,
    department_question.fiscal_year as first_fiscal_year,
    before.department_key as from_department_key,
    since.department_key as to_department_key
from core.department_question
inner join core.dim_department as before on department_question.from_department_code = before.department_code
inner join core.dim_department as since on department_question.to_department_code = since.department_code
where department_question.state = 'confirmed'
