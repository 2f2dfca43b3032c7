-- One row per department and fiscal year on the board and project: those that are expected, whatever they have become,
-- and those of this year's form that nothing expects. What the form lacks is missing; before there is a form, a project
-- stands as its department does.
create view core.board_project as
with
received as (
    select * from core.received_project
),

become as (
    select
        department_code,
        fiscal_year,
        prior_project_key,
        project_code,
        project_name_code,
        string_agg(distinct project_name, ' + ') as received_project_name,
        bool_or(is_disputed) as is_disputed
    from received
    group by department_code, fiscal_year, prior_project_key, project_code, project_name_code
),

new as (
    select
        dim_department.department_code,
        project_year.fiscal_year,
        project_year.project_name,
        project_year.is_disputed
    from core.project_year
    inner join core.dim_department using (department_key)
    where
        not exists (
            select 1
            from received
            where
                received.fiscal_year = project_year.fiscal_year
                and received.project_key = project_year.project_key
        )
),

project as (
    select
        expected.department_code,
        expected.fiscal_year,
        expected.project_name,
        expected.expectation,
        become.received_project_name,
        become.is_disputed
    from core.expected_project_year as expected
    left join become
        on
            expected.department_code = become.department_code
            and expected.fiscal_year = become.fiscal_year
            and expected.project_code = become.project_code
            and expected.project_name_code = become.project_name_code
            and expected.prior_project_key is not distinct from become.prior_project_key
    union all
    select
        new.department_code,
        new.fiscal_year,
        null as project_name,
        'unexpected' as expectation,
        new.project_name as received_project_name,
        new.is_disputed
    from new
)

select
    project.*,
    board.department_name,
    board.due_date,
    board.days_overdue,
    case
        when project.is_disputed then 'disputed'
        when project.received_project_name is not null then 'accepted'
        when board.is_loaded then 'missing'
        else board.board_state
    end as board_state
from project
inner join core.board_department as board using (department_code, fiscal_year)
