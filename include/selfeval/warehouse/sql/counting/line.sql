-- Lines of the forms of the given departments and year, with their amounts; a line whose 部门名称 column names another
-- department is that one's.
with
amount as (
    select
        form_version_key,
        project_number,
        array_agg(measure_code || ':' || funding_source_code) as figures,
        array_agg(yuan_amount) as amounts
    from core.fct_budget_execution
    where fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)
    group by form_version_key, project_number
),

indicator as (
    select
        form_version_key,
        project_number,
        count(*) as indicator_count,
        count(score) as score_count
    from core.fct_indicator_result
    where fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)
    group by form_version_key, project_number
)

select
    line.form_version_key,
    line.project_number,
    line.project_key,
    dim_project.department_key as project_department_key,
    coalesce(named.department_key, line.department_key) as department_key,
    coalesce(line.project_name, dim_project.project_name) as project_name,
    dim_project.project_name_code,
    dim_project.project_code,
    coalesce(line.sequence, '') as sequence,
    coalesce(amount.figures, '{}') as figures,
    coalesce(amount.amounts, '{}') as amounts,
    coalesce(indicator.indicator_count, 0) as indicator_count,
    coalesce(indicator.score_count, 0) as score_count
from core.fct_project_evaluation as line
inner join core.dim_project using (project_key)
left join amount using (form_version_key, project_number)
left join indicator using (form_version_key, project_number)
left join core.dim_department as named
    on line.division_name is not null and core.normalised(line.division_name) = named.department_code
where line.fiscal_year = %(fiscal_year)s and line.department_key = any(%(departments)s)
order by line.form_version_key, line.project_number
