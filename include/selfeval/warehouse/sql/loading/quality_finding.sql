-- Findings of every submission, held ones too; one on a loaded form has the code by which another version knows the same.
insert into core.fct_quality_finding (
    submission_key, finding_number, form_version_key, form_number, project_number,
    rule_code, severity, is_fault, cell, project_name, printed, expected, difference,
    message_zh, message_en, suggestion, rule_set_version, project_key, subject_code, finding_code
)
with
placed_finding as (
    select
        finding.*,
        batch_submission.submission_key,
        dim_form_version.form_version_key,
        dim_department.department_code,
        dim_form_version.fiscal_year,
        dim_form_version.family,
        dim_form_version.series_code,
        batch_project.project_key, batch_project.project_code, batch_project.project_name_code,
        case
            when dim_rule.grain in ('form', 'project') then ''
            when dim_rule.grain = 'total'
                then coalesce('column:' || substring(finding.cell from '([A-Z]+)[0-9]+$'), '')
            else coalesce(
                batch_subject.subject_code, batch_indicator.subject_code,
                'printed:' || core.normalised(finding.printed),
                ''
            )
        end as subject_code
    from staging.finding
    left join batch_indicator using (submission_sha256, form_number, project_number, indicator_number)
    inner join batch_submission using (submission_sha256)
    left join core.dim_form_version
        on
            batch_submission.submission_key = dim_form_version.submission_key
            and not batch_submission.is_held
            and finding.form_number = dim_form_version.form_number
    left join core.dim_department on dim_form_version.department_key = dim_department.department_key
    left join batch_project
        on
            finding.submission_sha256 = batch_project.submission_sha256
            and finding.form_number = batch_project.form_number
            and finding.project_number = batch_project.project_number
    left join batch_subject
        on
            finding.submission_sha256 = batch_subject.submission_sha256
            and finding.form_number = batch_subject.form_number
            and finding.project_number = batch_subject.project_number
            and finding.cell = batch_subject.cell
    left join core.dim_rule
        on dim_rule.rule_set_version = %(rule_set_version)s and finding.rule_code = dim_rule.rule_code
)

select
    submission_key,
    finding_number,
    form_version_key,
    form_number,
    project_number,
    rule_code,
    severity,
    is_fault,
    cell,
    project_name,
    printed,
    expected,
    trim_scale(difference),
    message_zh,
    message_en,
    suggestion,
    %(rule_set_version)s,
    project_key,
    subject_code,
    case when form_version_key is not null then core.finding_code(
        department_code, fiscal_year, family, series_code, rule_code, project_code, project_name_code, subject_code,
        row_number() over (
            partition by project_key, rule_code, subject_code, submission_key, department_code, fiscal_year, family,
            series_code
            order by finding_number
        )
    ) end
from placed_finding
