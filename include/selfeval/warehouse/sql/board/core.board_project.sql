-- One row per department and fiscal year on the board and project: those that are expected, whatever they have become,
-- and those of this year's form that nothing expects. What the form lacks is missing once its year is published, and
-- received until then; before there is a form, a project has its department's state.
create view core.board_project as
select
    project.department_code,
    project.fiscal_year,
    project.project_name,
    project.expectation,
    project.received_project_name,
    project.is_disputed,
    board.department_name,
    board.region_name,
    board.due_date,
    board.days_overdue,
    case
        when project.is_disputed then 'disputed'
        when project.received_project_name is not null then 'accepted'
        when board.is_loaded and board.is_settled then 'missing'
        when board.is_loaded then 'received'
        else board.board_state
    end as board_state
from core.known_project_standing as project
inner join core.board_department as board using (department_code, fiscal_year)
where project.valid_from <= core.clock() and core.clock() < project.valid_to
