-- Departments that have handed in their projects, of two years; a form without projects counts.
select distinct
    fiscal_year,
    department_key
from core.form_version
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and family <> 'overall'
order by fiscal_year, department_key
