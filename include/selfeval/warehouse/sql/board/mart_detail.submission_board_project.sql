-- One row per fiscal year, department on the board and project: expected of its form, and what has become of it, or in
-- its form without being expected. A project that a split or merger made of several has a row for each expected one.
create view mart_detail.submission_board_project as
select
    project.fiscal_year,
    project.region_name,
    project.department_name,
    project.project_name,
    project.received_project_name,
    project.expectation,
    dim_expectation.name_zh as expectation_name,
    project.expectation <> 'unexpected' as is_expected,
    project.board_state,
    dim_board_state.name_zh as board_state_name,
    project.due_date,
    project.days_overdue
from core.board_project as project
inner join core.dim_expectation on project.expectation = dim_expectation.expectation
inner join core.dim_board_state on project.board_state = dim_board_state.board_state
