-- Departments that have handed in their projects, of two years, and whether a form that speaks of the whole department
-- is among them (a table of its projects, or its overall form) or only cards, which come one by one. A form without
-- projects counts; one that was withdrawn, or had taken the place of another before it was, does not.
select
    fiscal_year,
    department_key,
    bool_or(family <> 'card') as is_whole
from core.form_version
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and is_current
group by fiscal_year, department_key
having bool_or(family <> 'overall')
order by fiscal_year, department_key
