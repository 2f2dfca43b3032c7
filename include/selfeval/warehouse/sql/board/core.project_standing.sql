-- One row per department, fiscal year and project: those that are expected, whatever they have become, and those of
-- this year's form that nothing expects. What becomes of it on the board is its department's matter:
-- core.board_project.
create view core.project_standing as
with
received as (
    select * from core.received_project
)

-- Expected and received are added up, not joined: of a year that is worked out the planner expects no row, and loops.
select
    department_code,
    fiscal_year,
    prior_project_key,
    project_code,
    project_name_code,
    null::bigint as project_key,
    min(project_name) filter (where expectation is not null) as project_name,
    min(expectation) as expectation,
    string_agg(distinct project_name, ' + ') filter (where expectation is null) as received_project_name,
    bool_or(is_disputed) as is_disputed
from (
    select
        department_code, fiscal_year, prior_project_key, project_code, project_name_code,
        project_name, expectation, null::boolean as is_disputed
    from core.expected_project_year
    union all
    select
        department_code, fiscal_year, prior_project_key, project_code, project_name_code,
        project_name, null as expectation, is_disputed
    from received
) as expected_or_received
group by department_code, fiscal_year, prior_project_key, project_code, project_name_code
having bool_or(expectation is not null)
union all
select
    dim_department.department_code,
    new.fiscal_year,
    null as prior_project_key,
    null as project_code,
    null as project_name_code,
    new.project_key,
    null as project_name,
    'unexpected' as expectation,
    new.project_name as received_project_name,
    new.is_disputed
from (
    select
        fiscal_year,
        project_key,
        min(department_key) as department_key,
        min(project_name) as project_name,
        bool_or(is_disputed) as is_disputed
    from (
        select fiscal_year, project_key, department_key, project_name, is_disputed, false as is_received
        from core.project_year
        union all
        select fiscal_year, project_key, null, null, null, true
        from received
    ) as current_or_received
    group by fiscal_year, project_key
    having not bool_or(is_received)
) as new
inner join core.dim_department using (department_key)
