-- One row per project that counts in a fiscal year, as stored, and whether it is disputed now: in doubt, or a line of it
-- has a critical finding that is not waived.
create view core.current_project as
select
    project.*,
    project.is_doubtful or exists (
        select from unnest(project.disputed_lines) as disputed (line)
        where disputed.line not in (
            select format('%s:%s', form_version_key, project_number) from core.undisputed_line
        )
    ) as is_disputed
from core.known_project as project
