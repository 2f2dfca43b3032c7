-- One row per department and fiscal year that it owes forms for or has submitted a form for: whether they came, when,
-- and what has become of them; the only view here with departments that have not handed in. Under the department's name
-- of today, unless two of its names have a row of one year.
create view mart.submission as
with
board as (
    select
        board.*,
        coalesce(department.department_name, board.department_name) as current_department_name,
        count(*) over (
            partition by board.fiscal_year, coalesce(department.department_name, board.department_name)
        ) as name_count
    from mart_detail.submission_board as board
    left join core.known_department as department
        on board.department_name = department.reported_department_name
)

select
    fiscal_year,
    make_date(fiscal_year, 1, 1) as fiscal_year_date,
    region_name,
    case name_count when 1 then current_department_name else department_name end as department_name,
    is_expected,
    expectation_name,
    file_count > 0 as is_handed_in,
    board_state in ('accepted', 'disputed') as is_loaded,
    board_state as submission_state,
    board_state_name as submission_state_name,
    due_date,
    first_received_at,
    last_received_at,
    is_late,
    days_overdue,
    is_returned,
    file_count,
    held_count as held_file_count,
    critical_count as critical_finding_count,
    missing_project_count
from board
