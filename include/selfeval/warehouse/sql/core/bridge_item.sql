-- One row per share of a comparison and thing that it adds to. Grain says what the thing is: project (the comparison),
-- source (a department's funding source), indicator, department, region or government.
create view core.bridge_item as
select
    comparison.*,
    thing.grain,
    thing.thing_code,
    thing.thing_department_key
from core.comparison
inner join core.department_region using (department_key)
cross join lateral (
    values
    ('project', 'total', comparison.lineage_code, comparison.owner_department_key),
    ('indicator', 'indicator', comparison.lineage_code, comparison.owner_department_key),
    ('source', 'source', '', comparison.department_key),
    ('department', 'total', '', comparison.department_key),
    ('region', 'total', department_region.region_name, null),
    ('government', 'total', '', null)
) as thing (grain, subject, thing_code, thing_department_key)
where comparison.subject = thing.subject
