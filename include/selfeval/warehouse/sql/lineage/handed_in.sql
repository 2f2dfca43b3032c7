-- Departments that have handed in their projects of a year, among some or all, and whether a table of them is among the
-- forms or only cards, which come one by one. A form without projects counts while it is current; one of which no line
-- stands any more, for it was withdrawn, or was replaced by one that has been withdrawn since, does not; an overall form
-- tells of no project. A department that lines of another one's form name is there as well.
insert into core.lineage_department (fiscal_year, department_key, is_whole)
with
told as (
    select
        version.department_key,
        version.family
    from core.form_version as version
    where
        version.fiscal_year = %(fiscal_year)s
        and (%(departments)s::bigint[] is null or version.department_key = any(%(departments)s))
        and version.family <> 'overall'
        and version.is_current
    union all
    select
        line.department_key,
        version.family
    from core.counted_line as line
    inner join core.dim_form_version as version using (form_version_key)
    where
        line.fiscal_year = %(fiscal_year)s
        and line.basis = 'current'
        and (%(departments)s::bigint[] is null or line.department_key = any(%(departments)s))
)

select
    %(fiscal_year)s::integer as fiscal_year,
    department_key,
    bool_or(family <> 'card') as is_whole
from told
group by department_key
