-- One row per share of a comparison and thing that it adds to. Grain says what the thing is: project (the comparison),
-- source (a department's funding source), indicator or department. Regions and the government add up departments. Of a
-- figure, a department has one share in a comparison: a thing that is one comparison, or one department, counts it once.
create view core.bridge_item as
select
    comparison.*,
    thing.grain,
    thing.thing_code,
    thing.thing_department_key,
    thing.most_comparisons,
    thing.most_departments
from core.comparison
cross join lateral (
    values
    ('project', 'total', comparison.lineage_code, comparison.owner_department_key, 1, null),
    ('indicator', 'indicator', comparison.lineage_code, comparison.owner_department_key, 1, null),
    ('source', 'source', '', comparison.department_key, null, 1),
    ('department', 'total', '', comparison.department_key, null, 1)
) as thing (grain, subject, thing_code, thing_department_key, most_comparisons, most_departments)
where comparison.subject = thing.subject
