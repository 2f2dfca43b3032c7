-- Overall forms of departments and years of which something is withheld.
insert into withheld (project_key, fiscal_year, department_key)
select distinct
    overall.project_key,
    overall.fiscal_year,
    overall.department_key
from core.fct_project_evaluation as overall
inner join core.dim_form_version as form_version using (form_version_key)
where
    form_version.family = 'overall'
    and (overall.department_key, overall.fiscal_year) in (select department_key, fiscal_year from withheld)
    and (overall.project_key, overall.fiscal_year) not in (select project_key, fiscal_year from withheld)
