-- One row per department and span of years in which it is in one region, the unassigned one where no list names
-- another.
create view core.department_place as
select
    dim_department.department_key,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    coalesce(department_region.first_fiscal_year, 0) as first_fiscal_year,
    coalesce(department_region.last_fiscal_year, 9999) as last_fiscal_year
from core.dim_department
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region on dim_department.department_code = department_region.department_code
