-- One row per line of every version that states a rate or has one by calculation: the stated one with its cell and
-- printed text, and the totals that the computed one is made of with theirs.
create view mart_trace.trace_rate as
select
    line.form_version_key,
    line.project_number,
    line.lineage_code,
    line.next_lineage_code,
    line.department_name,
    line.fiscal_year,
    line.project_name,
    evaluation.stated_ratio,
    evaluation.stated_rate_printed as printed,
    evaluation.computed_ratio,
    budget.yuan_amount as budget_amount,
    budget.printed as budget_printed,
    budget.cell as budget_cell,
    executed.yuan_amount as executed_amount,
    executed.printed as executed_printed,
    executed.cell as executed_cell,
    line.file_name,
    line.submission_sha256,
    substring(evaluation.stated_rate_cell from '^(.*)!') as sheet_name,
    evaluation.stated_rate_cell as cell,
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
from core.fct_project_evaluation as evaluation
inner join core.traced_line as line using (form_version_key, project_number)
left join core.fct_budget_execution as budget
    on
        evaluation.form_version_key = budget.form_version_key
        and evaluation.project_number = budget.project_number
        and evaluation.department_key = budget.department_key
        and evaluation.fiscal_year = budget.fiscal_year
        and budget.measure_code = 'budget'
        and budget.funding_source_code = 'total'
left join core.fct_budget_execution as executed
    on
        evaluation.form_version_key = executed.form_version_key
        and evaluation.project_number = executed.project_number
        and evaluation.department_key = executed.department_key
        and evaluation.fiscal_year = executed.fiscal_year
        and executed.measure_code = 'executed'
        and executed.funding_source_code = 'total'
left join staging.cell as place
    on line.submission_sha256 = place.submission_sha256 and evaluation.stated_rate_cell = place.cell
left join core.known_note as note
    on line.submission_key = note.submission_key and evaluation.stated_rate_cell = note.cell
where evaluation.stated_ratio is not null or evaluation.computed_ratio is not null
