-- One row per project that counts in a fiscal year, with a name that no other project of its department has in that
-- year, so that joins by name find one project, and with the department's name of today.
create view core.project_row as
with
labelled as (
    select
        project.*,
        department.current_department_key,
        department.current_department_code,
        department.department_name,
        department.reported_department_name,
        concat_ws('·', project.implementing_unit_name, project.project_code) as label
    from core.project_total as project
    inner join core.known_department as department using (department_key)
),

counted as (
    select
        labelled.*,
        count(*) over same_name as name_count,
        count(*) over same_label as label_count,
        row_number() over (same_label order by project_key, unit_code) as label_number
    from labelled
    window
        same_name as (partition by fiscal_year, current_department_key, printed_project_name),
        same_label as (partition by fiscal_year, current_department_key, printed_project_name, label)
)

select
    counted.*,
    case
        when name_count = 1 then printed_project_name
        when label_count = 1 and label <> '' then format('%s（%s）', printed_project_name, label)
        else format('%s（%s）', printed_project_name, concat_ws('·', nullif(label, ''), label_number))
    end as project_name
from counted
