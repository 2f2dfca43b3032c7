-- One row per project that counts in a fiscal year, as stored, and whether it is disputed now: in doubt, or a line of it has a
-- critical finding that is not waived.
create view core.current_project as
select
    project.*,
    project.is_doubtful or coalesce(not project.disputed_lines <@ waived.lines, false) as is_disputed
from core.known_project as project
cross join (
    select coalesce(array_agg(format('%s:%s', form_version_key, project_number)), '{}') as lines
    from core.undisputed_line
) as waived
