-- One row: today on the clock of the office that keeps the list of due dates.
create view core.office_day as
select (core.clock() at time zone coalesce(max(time_zone), current_setting('TimeZone')))::date as today
from core.current_list
where list_kind = 'expected_department'
