-- Regions that are not known yet; of several spellings the first in byte order.
insert into core.dim_region (region_code, region_name)
select core.normalised(listed.region_name), min(listed.region_name collate "C")
from jsonb_to_recordset(%(rows)s::jsonb) as listed (region_name text)
where listed.region_name is not null
group by core.normalised(listed.region_name)
on conflict (region_code) do nothing
