-- One row per printed weight or score of every version, of a project or of one of its indicators, with its cell and
-- text. A version that was loaded before cells of scores were kept has none until its file is read again.
create view mart_trace.trace_score as
with
points as (
    select
        line.form_version_key,
        line.project_number,
        null::integer as indicator_number,
        told.score_code,
        told.score_name,
        told.score,
        told.cell
    from core.fct_project_evaluation as line
    cross join lateral (
        values
        ('budget_weight', '预算执行分值', line.budget_weight, line.budget_weight_cell),
        ('budget_score', '预算执行得分', line.budget_score, line.budget_score_cell),
        ('total_score', '总分', line.total_score, line.total_score_cell)
    ) as told (score_code, score_name, score, cell)
    where told.score is not null
    union all
    select
        result.form_version_key,
        result.project_number,
        result.indicator_number,
        told.score_code,
        told.score_name,
        told.score,
        told.cell
    from core.fct_indicator_result as result
    cross join lateral (
        values
        ('indicator_weight', '指标分值', result.weight, result.weight_cell),
        ('indicator_score', '指标得分', result.score, result.score_cell)
    ) as told (score_code, score_name, score, cell)
    where told.score is not null
)

select
    line.form_version_key,
    line.project_number,
    points.indicator_number,
    points.score_code,
    points.score_name,
    line.lineage_code,
    line.next_lineage_code,
    line.department_name,
    line.fiscal_year,
    line.project_name,
    points.score,
    place.printed,
    line.file_name,
    line.submission_sha256,
    substring(points.cell from '^(.*)!') as sheet_name,
    points.cell,
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
from points
inner join core.traced_line as line using (form_version_key, project_number)
left join staging.cell as place
    on line.submission_sha256 = place.submission_sha256 and points.cell = place.cell
left join core.known_note as note
    on line.submission_key = note.submission_key and points.cell = note.cell
