-- One row per share of a comparison and thing that it adds to. Grain says what the thing is: project (the comparison),
-- source (a department's funding source), indicator, department, region or government.
create view core.bridge_item as
select
    comparison.*,
    thing.grain,
    thing.thing_code,
    thing.thing_department_key
from core.comparison
inner join core.dim_department on comparison.department_key = dim_department.department_key
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        dim_department.department_code = department_region.department_code
        and comparison.fiscal_year between department_region.first_fiscal_year and department_region.last_fiscal_year
cross join lateral (
    values
    ('project', 'total', comparison.lineage_code, comparison.owner_department_key),
    ('indicator', 'indicator', comparison.lineage_code, comparison.owner_department_key),
    ('source', 'source', '', comparison.department_key),
    ('department', 'total', '', comparison.department_key),
    ('region', 'total', coalesce(department_region.region_name, unassigned.region_name), null),
    ('government', 'total', '', null)
) as thing (grain, subject, thing_code, thing_department_key)
where comparison.subject = thing.subject
