-- One row per line that a project's figures are taken from now, with the unit that tells projects of one name apart:
-- where no code is printed and the lines that count name several units, each unit's is a project of its own.
create view core.project_line as
with
line as (
    select
        counted_line.*,
        version.implementing_unit_name,
        case when counted_line.is_counted
            then nullif(core.normalised(version.implementing_unit_name), '') end as counted_unit_code,
        coalesce(core.normalised(version.implementing_unit_name), '') as unit_code
    from core.counted_line
    inner join core.dim_form_version as version using (form_version_key)
    where counted_line.basis = 'current'
)

select
    line.department_key,
    line.fiscal_year,
    line.project_key,
    case
        when line.project_code = '' and min(line.counted_unit_code) over project <> max(line.counted_unit_code) over project
            then line.unit_code
        else ''
    end as unit_code,
    line.form_version_key,
    line.project_number,
    line.project_name,
    line.project_code,
    line.implementing_unit_name,
    line.is_counted,
    line.gives_indicators,
    line.is_doubtful
from line
window project as (partition by line.department_key, line.fiscal_year, line.project_key)
