-- Departments that have handed in their projects, of two years, and whether a table of them is among the forms or only
-- cards, which come one by one. A form without projects counts while it is current; one of which no line stands any more,
-- for it was withdrawn, or was replaced by one that has been withdrawn since, does not; an overall form tells of no project.
-- A department that lines of another one's form name is there as well.
with
told as (
    select
        fiscal_year,
        department_key,
        family
    from core.form_version
    where
        fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
        and family <> 'overall'
        and is_current
    union all
    select
        line.fiscal_year,
        line.department_key,
        version.family
    from core.counted_line as line
    inner join core.dim_form_version as version using (form_version_key)
    where line.fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and line.basis = 'current'
)

select
    fiscal_year,
    department_key,
    bool_or(family <> 'card') as is_whole
from told
group by fiscal_year, department_key
order by fiscal_year, department_key
