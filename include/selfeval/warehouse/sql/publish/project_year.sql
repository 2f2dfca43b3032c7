-- Projects of two years, of the departments that have handed in for the later one.
select
    project_year.department_key,
    project_year.fiscal_year,
    project_year.project_key,
    project_year.project_code,
    project_year.project_name_code,
    project_year.budget_amount,
    project_year.funding_sources
from core.project_year
where
    project_year.fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
    and project_year.department_key in (
        select form_version.department_key
        from core.form_version
        where
            form_version.fiscal_year = %(fiscal_year)s
            and form_version.family <> 'overall'
    )
order by project_year.department_key, project_year.fiscal_year, project_year.project_key
