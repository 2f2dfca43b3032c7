-- One row per printed amount of every version: from a mart row by one join to version, file, cell and printed text. An
-- amount of a version: by form_version_key, project_number, measure_code and funding_source_code. A total of a year on
-- year: by lineage_code (the year's) or next_lineage_code (last year's) among those that are is_counted; last year's as
-- first reported by next_lineage_code among those that are is_first_counted.
create view mart_trace.trace_amount as
select
    line.form_version_key,
    line.project_number,
    amount.measure_code,
    amount.funding_source_code,
    line.lineage_code,
    line.next_lineage_code,
    line.department_name,
    line.fiscal_year,
    line.project_name,
    dim_measure.name_zh as measure_name,
    dim_funding_source.name_zh as funding_source_name,
    amount.yuan_amount,
    amount.printed,
    amount.printed_value,
    line.amount_unit_code,
    line.file_name,
    line.submission_sha256,
    substring(amount.cell from '^(.*)!') as sheet_name,
    amount.cell,
    place.printed as cell_printed,
    place.role as cell_role,
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
from core.fct_budget_execution as amount
inner join core.traced_line as line using (form_version_key, project_number)
inner join core.dim_measure using (measure_code)
inner join core.dim_funding_source using (funding_source_code)
left join staging.cell as place
    on line.submission_sha256 = place.submission_sha256 and amount.cell = place.cell
left join core.known_note as note
    on line.submission_key = note.submission_key and amount.cell = note.cell
