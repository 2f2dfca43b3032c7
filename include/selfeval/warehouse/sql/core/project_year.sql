-- One row per department, fiscal year and project: the printed totals of its current version.
-- Lines of one name are one project here: their totals add up, line_count tells.
create view core.project_year as
select
    total.department_key,
    total.fiscal_year,
    total.project_key,
    dim_project.project_code,
    dim_project.project_name_code,
    total.project_name,
    case when bool_and(total.yuan_amount is not null) filter (where total.measure_code = 'budget')
        then sum(total.yuan_amount) filter (where total.measure_code = 'budget') end as budget_amount,
    case when bool_and(total.yuan_amount is not null) filter (where total.measure_code = 'executed')
        then sum(total.yuan_amount) filter (where total.measure_code = 'executed') end as executed_amount,
    coalesce(min(total.funding_sources) filter (where total.measure_code = 'budget'), '') as funding_sources,
    bool_or(total.is_disputed) as is_disputed,
    count(*) filter (where total.measure_code = 'budget') as line_count,
    count(*) filter (where total.measure_code = 'budget' and total.is_disputed) as disputed_line_count
from core.counted_total as total
inner join core.dim_project using (project_key)
where total.basis = 'current'
group by
    total.department_key,
    total.fiscal_year,
    total.project_key,
    dim_project.project_code,
    dim_project.project_name_code,
    total.project_name
