-- One row per department of the list and span of years in which it is in one region. The spans of a department leave no
-- year out: before the first year of the list its first region holds, in a gap the one before, after its last year its
-- last. A department that is not on the list is in the region of those that it came of, where they were all in one;
-- else it has no row.
create view core.department_region as
with
listed as (
    select
        entry.department_code,
        entry.department_name,
        entry.region_code,
        case when lag(entry.first_fiscal_year) over years is null then 0 else entry.first_fiscal_year end
            as first_fiscal_year,
        coalesce(lead(entry.first_fiscal_year) over years - 1, 9999) as last_fiscal_year
    from core.expected_department as entry
    inner join core.current_list using (list_key)
    window years as (partition by entry.department_code order by entry.first_fiscal_year)
),

inherited as (
    select
        successor.successor_department_code as department_code,
        min(successor.successor_department_name) as department_name,
        min(listed.region_code) as region_code,
        0 as first_fiscal_year,
        9999 as last_fiscal_year
    from core.department_successor as successor
    inner join listed
        on
            successor.department_code = listed.department_code
            and successor.first_fiscal_year between listed.first_fiscal_year and listed.last_fiscal_year
    where successor.successor_department_code not in (select listed.department_code from listed)
    group by successor.successor_department_code
    having count(distinct listed.region_code) = 1
)

select
    region.department_code,
    region.department_name,
    region.region_code,
    dim_region.region_name,
    region.first_fiscal_year,
    region.last_fiscal_year
from (select * from listed union all select * from inherited) as region
inner join core.dim_region using (region_code)
