-- Instants to come at which the board is another without anything being done, the next one first: the end of a waiver of a
-- finding on a version of some departments, or of any; and the new year of the office.
select distinct cover.expires_at as ends_at
from core.finding_waiver as cover
inner join core.dim_form_version using (form_version_key)
inner join core.dim_department using (department_key)
where %(codes)s::text[] is null or dim_department.department_code = any(%(codes)s)
union
select
    make_timestamptz(
        extract(year from office_day.today)::integer + 1, 1, 1, 0, 0, 0,
        coalesce(zone.time_zone, current_setting('TimeZone'))
    )
from core.office_day
left join core.current_list as zone on zone.list_kind = 'expected_department'
order by 1
