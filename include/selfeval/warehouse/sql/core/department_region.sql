-- One row per department of the list and span of years in which it is in one region; a department that is not on the
-- list has no row. The spans of a department leave no year out: before the first year of the list its first region
-- holds, in a gap the one before, after its last year its last.
create view core.department_region as
select
    listed.department_code,
    listed.department_name,
    listed.region_code,
    dim_region.region_name,
    case when lag(listed.first_fiscal_year) over years is null then 0 else listed.first_fiscal_year end as first_fiscal_year,
    coalesce(lead(listed.first_fiscal_year) over years - 1, 9999) as last_fiscal_year
from core.expected_department as listed
inner join core.current_list using (list_key)
inner join core.dim_region using (region_code)
window years as (partition by listed.department_code order by listed.first_fiscal_year)
