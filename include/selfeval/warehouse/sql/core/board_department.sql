-- One row per department and fiscal year on the board: what is expected of it, and what has come in. A loaded version
-- stands until the next one is loaded, so a held correction does not undo it. Days overdue end with the first hand-in
-- that was loaded; before it, and while it is held, they count until today.
create view core.board_department as
with
met as (
    select
        coalesce(expected.department_code, handed_in.department_code) as department_code,
        coalesce(expected.department_name, handed_in.department_name) as department_name,
        coalesce(expected.fiscal_year, handed_in.fiscal_year) as fiscal_year,
        coalesce(expected.expectation, 'unexpected') as expectation,
        expected.due_date,
        coalesce(expected.is_nil_return, false) as is_nil_return,
        coalesce(handed_in.is_loaded, false) as is_loaded,
        coalesce(handed_in.has_overall_form, false) as has_overall_form,
        coalesce(handed_in.file_count, 0) as file_count,
        coalesce(handed_in.pending_count, 0) as pending_count,
        coalesce(handed_in.held_count, 0) as held_count,
        coalesce(open_critical.critical_count, 0) as critical_count,
        handed_in.first_received_at,
        handed_in.last_received_at,
        (handed_in.first_loaded_at at time zone coalesce(zone.time_zone, current_setting('TimeZone')))::date as loaded_on
    from core.expected_year as expected
    full join core.handed_in_year as handed_in
        on expected.department_code = handed_in.department_code and expected.fiscal_year = handed_in.fiscal_year
    left join core.open_critical
        on
            handed_in.department_code = open_critical.department_code
            and handed_in.fiscal_year = open_critical.fiscal_year
    left join core.current_list as zone on zone.list_kind = 'expected_department'
)

select
    met.*,
    case
        when met.is_loaded and met.critical_count > 0 then 'disputed'
        when met.is_loaded then 'accepted'
        when met.pending_count > 0 then 'received'
        when met.held_count > 0 then 'held'
        when met.is_nil_return then 'nil_return'
        when met.due_date < office_day.today then 'overdue'
        else 'owed'
    end as board_state,
    coalesce(met.loaded_on > met.due_date, false) as is_late,
    case
        when met.due_date is null then null
        when met.is_loaded then greatest(met.loaded_on - met.due_date, 0)
        when met.is_nil_return and met.file_count = 0 then 0
        else greatest(office_day.today - met.due_date, 0)
    end as days_overdue
from met
cross join core.office_day
where
    met.file_count > 0
    or met.fiscal_year < extract(year from office_day.today)
    or met.due_date <= office_day.today
