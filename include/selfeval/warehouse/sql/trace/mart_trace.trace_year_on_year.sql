-- One row per figure that a form prints for a side of a comparison: this year's (current), last year's as it is now
-- (prior) or as first reported (reported), with its file and cell. Every year on year joins by fiscal_year,
-- measure_code and whatever else says what its row is of: lineage_code, department_name, region_name,
-- funding_source_code (total, where the mart has none), item_code. A total that a line does not print has a row without
-- amount and cell.
create view mart_trace.trace_year_on_year as
select
    figure.fiscal_year,
    figure.side,
    figure.lineage_code,
    figure.lineage_kind,
    coalesce(department_region.region_name, unassigned.region_name) as region_name,
    dim_department.department_name,
    figure.project_name,
    figure.measure_code,
    dim_measure.name_zh as measure_name,
    figure.funding_source_code,
    dim_funding_source.name_zh as funding_source_name,
    figure.item_code,
    figure.amount,
    figure.is_disputed,
    figure.is_unit_slip,
    figure.form_version_key,
    figure.project_number,
    figure.indicator_number,
    version.fiscal_year as form_fiscal_year,
    submission.file_name,
    submission.submission_sha256,
    substring(figure.cell from '^(.*)!') as sheet_name,
    figure.cell,
    coalesce(figure.printed, place.printed) as printed,
    place.printed as cell_printed,
    place.role as cell_role,
    figure.indicator_name,
    figure.target,
    figure.indicator_cell,
    figure.actual,
    figure.actual_cell,
    coalesce(row_note.reading_note, note.reading_note) as reading_note,
    coalesce(note.finding_count, 0) as finding_count,
    note.findings,
    version.form_number,
    version.version_number,
    version.is_current,
    version.is_first,
    version.received_at
from core.compared_amount as figure
inner join core.form_version as version using (form_version_key)
inner join core.submission on version.submission_key = submission.submission_key
inner join core.fct_project_evaluation as line using (form_version_key, project_number)
inner join core.dim_measure using (measure_code)
inner join core.dim_funding_source using (funding_source_code)
inner join core.dim_department on figure.counted_department_key = dim_department.department_key
inner join core.dim_region as unassigned on unassigned.region_code = 'unassigned'
left join core.department_region
    on
        dim_department.department_code = department_region.department_code
        and figure.fiscal_year between department_region.first_fiscal_year and department_region.last_fiscal_year
left join staging.cell as place
    on submission.submission_sha256 = place.submission_sha256 and figure.cell = place.cell
left join core.known_note as note
    on version.submission_key = note.submission_key and figure.cell = note.cell
left join core.known_note as row_note
    on version.submission_key = row_note.submission_key and line.anchor_cell = row_note.cell
