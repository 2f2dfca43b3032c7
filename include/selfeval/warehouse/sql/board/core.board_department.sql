-- One row per department and fiscal year on the board: what is expected of it, and what has come in. A loaded version
-- stands until the next one is loaded, so a held correction does not undo it. Days overdue end with the first delivery
-- that was loaded; before it, and while it is held, they count until today.
create view core.board_department as
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
from core.known_department_standing as met
cross join core.office_day
where
    met.valid_from <= core.clock()
    and core.clock() < met.valid_to
    and (
        met.file_count > 0
        or met.fiscal_year < extract(year from office_day.today)
        or met.due_date <= office_day.today
    )
