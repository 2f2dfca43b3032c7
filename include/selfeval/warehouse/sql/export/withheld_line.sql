-- Lines that would tell the amount of a withheld project by subtraction: sub-totals, parts and other rows that are no
-- projects, and lines of which publication has not yet said what they are, of the departments and years of which something
-- is withheld, and of those whose forms have a withheld line.
create temporary table withheld_line on commit drop as
with
place as (
    select
        department_key,
        fiscal_year
    from withheld
    union
    select
        line.department_key,
        line.fiscal_year
    from core.fct_project_evaluation as line
    inner join withheld using (project_key, fiscal_year)
),

settled as (
    select
        form_version_key,
        project_number,
        bool_and(project_key is not null) as is_project
    from core.settled_line
    where fiscal_year in (select place.fiscal_year from place)
    group by form_version_key, project_number
)

select
    line.form_version_key,
    line.project_number
from core.fct_project_evaluation as line
inner join place using (department_key, fiscal_year)
left join settled using (form_version_key, project_number)
where settled.is_project is not true
