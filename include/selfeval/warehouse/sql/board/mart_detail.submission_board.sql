-- One row per fiscal year and department that owes a form or handed one in: who owes what, what has come in and what
-- has become of it. A row without a year is of files in which none was read, by the channel that they came through.
create view mart_detail.submission_board as
select
    board.fiscal_year,
    board.region_name,
    board.department_name,
    board.expectation,
    dim_expectation.name_zh as expectation_name,
    board.expectation <> 'unexpected' as is_expected,
    board.board_state,
    dim_board_state.name_zh as board_state_name,
    board.due_date,
    board.first_received_at,
    board.last_received_at,
    board.is_late,
    board.days_overdue,
    board.board_state in ('held', 'disputed') as is_returned,
    board.is_nil_return,
    board.has_overall_form,
    board.file_count,
    board.pending_count,
    board.held_count,
    board.critical_count,
    board.expected_project_count,
    board.received_project_count,
    board.missing_project_count,
    board.unexpected_project_count,
    board.disputed_project_count
from core.board_department as board
inner join core.dim_expectation on board.expectation = dim_expectation.expectation
inner join core.dim_board_state on board.board_state = dim_board_state.board_state
