-- One row per indicator of every version: its words as printed, and the cells of its name (in a wide form: its target)
-- and of its result. Weight and score of it are in mart_trace.trace_score, by the same key.
create view mart_trace.trace_indicator as
select
    line.form_version_key,
    line.project_number,
    result.indicator_number,
    line.lineage_code,
    line.next_lineage_code,
    line.department_name,
    line.fiscal_year,
    line.project_name,
    result.level1,
    result.level2,
    result.indicator_name,
    result.target,
    result.actual,
    result.reason,
    line.file_name,
    line.submission_sha256,
    substring(result.cell from '^(.*)!') as sheet_name,
    result.cell,
    place.printed as cell_printed,
    place.role as cell_role,
    result.actual_cell,
    actual_place.printed as actual_printed,
    actual_place.role as actual_cell_role,
    coalesce(line.reading_note, note.reading_note) as reading_note,
    coalesce(note.finding_count, 0) as finding_count,
    note.findings,
    line.form_number,
    line.version_number,
    line.is_current,
    line.is_first,
    line.is_counted,
    line.is_first_counted,
    line.received_at
from core.fct_indicator_result as result
inner join core.traced_line as line using (form_version_key, project_number)
left join staging.cell as place
    on line.submission_sha256 = place.submission_sha256 and result.cell = place.cell
left join staging.cell as actual_place
    on line.submission_sha256 = actual_place.submission_sha256 and result.actual_cell = actual_place.cell
left join core.known_note as note
    on line.submission_key = note.submission_key and coalesce(result.actual_cell, result.cell) = note.cell
