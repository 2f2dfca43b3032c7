-- One row per line of core.comparison_line, with what is said against it now: versions, lineage and amounts are those of
-- the last publication, while a finding that is waived, or a waiver that ends, tells at once.
create view core.compared_line as
select
    line.*,
    line.is_doubtful
    or coalesce(evaluation.is_disputed, false) and undisputed_line.project_number is null as is_disputed,
    unit_slip.project_number is not null as is_unit_slip
from core.comparison_line as line
left join core.fct_project_evaluation as evaluation
    on
        line.form_version_key = evaluation.form_version_key
        and line.project_number = evaluation.project_number
left join core.undisputed_line
    on
        line.form_version_key = undisputed_line.form_version_key
        and line.project_number = undisputed_line.project_number
left join core.unit_slip
    on
        line.form_version_key = unit_slip.form_version_key
        and line.project_number = unit_slip.project_number
