-- One row per department and fiscal year that something is expected of or has come in from, with all that does not
-- depend on the day: what is expected of it, what has come in, and its projects. What a form lacks is known once its
-- year is published. Names are without contacts.
create view core.department_standing as
with
project as (
    select
        department_code,
        fiscal_year,
        count(*) filter (where expectation <> 'unexpected') as expected_project_count,
        count(*) filter (
            where expectation <> 'unexpected' and received_project_name is not null
        ) as received_project_count,
        count(*) filter (where received_project_name is null and is_disputed is not true) as lacking_project_count,
        count(*) filter (where expectation = 'unexpected') as unexpected_project_count,
        count(*) filter (where is_disputed) as disputed_project_count
    from core.project_standing
    group by department_code, fiscal_year
),

settled as (
    select
        dim_department.department_code,
        settled_department_year.fiscal_year
    from core.settled_department_year
    inner join core.dim_department using (department_key)
)

select
    coalesce(expected.department_code, handed_in.department_code) as department_code,
    core.without_contact(coalesce(expected.department_name, handed_in.department_name)) as department_name,
    coalesce(expected.fiscal_year, handed_in.fiscal_year) as fiscal_year,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    coalesce(expected.expectation, 'unexpected') as expectation,
    expected.due_date,
    coalesce(expected.is_nil_return, false) as is_nil_return,
    coalesce(handed_in.is_loaded, false) as is_loaded,
    settled.department_code is not null as is_settled,
    coalesce(handed_in.has_overall_form, false) as has_overall_form,
    coalesce(handed_in.file_count, 0) as file_count,
    coalesce(handed_in.pending_count, 0) as pending_count,
    coalesce(handed_in.held_count, 0) as held_count,
    coalesce(open_critical.critical_count, 0) as critical_count,
    handed_in.first_received_at,
    handed_in.last_received_at,
    (handed_in.first_loaded_at at time zone coalesce(zone.time_zone, current_setting('TimeZone')))::date as loaded_on,
    coalesce(project.expected_project_count, 0) as expected_project_count,
    coalesce(project.received_project_count, 0) as received_project_count,
    case when handed_in.is_loaded and settled.department_code is not null
        then coalesce(project.lacking_project_count, 0) else 0 end as missing_project_count,
    coalesce(project.unexpected_project_count, 0) as unexpected_project_count,
    coalesce(project.disputed_project_count, 0) as disputed_project_count
from core.expected_year as expected
full join core.handed_in_year as handed_in
    on expected.department_code = handed_in.department_code and expected.fiscal_year = handed_in.fiscal_year
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join settled
    on
        handed_in.department_code = settled.department_code
        and handed_in.fiscal_year = settled.fiscal_year
left join core.open_critical
    on
        handed_in.department_code = open_critical.department_code
        and handed_in.fiscal_year = open_critical.fiscal_year
left join core.current_list as zone on zone.list_kind = 'expected_department'
left join core.department_region
    on
        coalesce(expected.department_code, handed_in.department_code) = department_region.department_code
        and coalesce(expected.fiscal_year, handed_in.fiscal_year, 9999)
        between department_region.first_fiscal_year and department_region.last_fiscal_year
left join project
    on
        coalesce(expected.department_code, handed_in.department_code) = project.department_code
        and coalesce(expected.fiscal_year, handed_in.fiscal_year) = project.fiscal_year
