-- Departments that have handed in their projects, of two years; a form without projects counts, one that was withdrawn,
-- or had taken the place of another before it was, does not.
select distinct
    fiscal_year,
    department_key
from core.form_version
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and is_current and family <> 'overall'
union
select distinct
    fiscal_year,
    department_key
from core.counted_line
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and basis = 'current'
order by fiscal_year, department_key
