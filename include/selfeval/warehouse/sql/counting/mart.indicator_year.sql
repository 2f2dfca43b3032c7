-- One row per indicator of a project that counts in a fiscal year, with target, result and points as printed. Joins
-- mart.project_year by fiscal_year, department_name and project_name; its amounts are not repeated here.
create view mart.indicator_year as
select
    project.fiscal_year,
    make_date(project.fiscal_year, 1, 1) as fiscal_year_date,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    project.department_name,
    project.project_name,
    result.level1,
    result.level2,
    result.indicator_name,
    result.target,
    result.actual,
    result.weight,
    result.score,
    case when result.score is not null then result.weight end as rated_weight,
    case when result.weight is not null then result.score end as rated_score,
    result.weight - result.score as lost_score,
    result.reason,
    project.is_disputed
from core.known_line as line
inner join core.current_project as project using (department_key, fiscal_year, project_key, unit_code)
inner join core.fct_indicator_result as result
    on
        line.form_version_key = result.form_version_key
        and line.project_number = result.project_number
        and line.fiscal_year = result.fiscal_year
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        project.current_department_code = department_region.department_code
        and project.fiscal_year between department_region.first_fiscal_year and department_region.last_fiscal_year
where line.gives_indicators
