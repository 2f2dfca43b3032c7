-- One row per fiscal year and department that owes a form or handed one in: who owes what, what has come in and what has
-- become of it. A row without a year is of files in which none was read, by the channel that they came through.
create view mart_detail.submission_board as
with
project as (
    select
        department_code,
        fiscal_year,
        count(*) filter (where expectation <> 'unexpected') as expected_project_count,
        count(*) filter (
            where expectation <> 'unexpected' and received_project_name is not null
        ) as received_project_count,
        count(*) filter (where board_state = 'missing') as missing_project_count,
        count(*) filter (where expectation = 'unexpected') as unexpected_project_count,
        count(*) filter (where board_state = 'disputed') as disputed_project_count
    from core.board_project
    group by department_code, fiscal_year
)

select
    board.fiscal_year,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
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
    coalesce(project.expected_project_count, 0) as expected_project_count,
    coalesce(project.received_project_count, 0) as received_project_count,
    coalesce(project.missing_project_count, 0) as missing_project_count,
    coalesce(project.unexpected_project_count, 0) as unexpected_project_count,
    coalesce(project.disputed_project_count, 0) as disputed_project_count
from core.board_department as board
inner join core.dim_expectation on board.expectation = dim_expectation.expectation
inner join core.dim_board_state on board.board_state = dim_board_state.board_state
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        board.department_code = department_region.department_code
        and coalesce(board.fiscal_year, 9999)
        between department_region.first_fiscal_year and department_region.last_fiscal_year
left join project
    on board.department_code = project.department_code and board.fiscal_year = project.fiscal_year
