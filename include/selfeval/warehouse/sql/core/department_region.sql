-- One row per department: the region that it belongs to.
create view core.department_region as
select
    department_key,
    '未分区' as region_name
from core.dim_department
