-- One row per finding: those that were stored with the file, and what follows from the version that it replaces,
-- which may arrive later than the file itself.
create view core.finding as
with
vanished as (
    select * from core.vanished_project
),

numbered as (
    select
        submission_key,
        max(finding_number) as last_number
    from core.fct_quality_finding
    where submission_key in (select vanished.submission_key from vanished)
    group by submission_key
)

select fct_quality_finding.*
from core.fct_quality_finding
union all
select
    vanished.submission_key,
    coalesce(numbered.last_number, 0)
    + row_number() over (partition by vanished.submission_key order by vanished.form_number) as finding_number,
    vanished.form_version_key,
    vanished.form_number,
    null as project_number,
    'projects-vanished' as rule_code,
    'warning' as severity,
    false as is_fault,
    vanished.anchor_cell as cell,
    null as project_name,
    vanished.project_count::text as printed,
    vanished.previous_project_count::text as expected,
    vanished.project_count - vanished.previous_project_count as difference,
    '本表有 ' || vanished.project_count || ' 个项目，它所取代的 ' || vanished.previous_file_name || ' 有 '
    || vanished.previous_project_count || ' 个；不再出现的有：' || vanished.project_name
    || '。如属遗漏，请补全后重新报送；如属实，无需处理。' as message_zh,
    'This form has ' || vanished.project_count || ' projects; ' || vanished.previous_file_name
    || ', which it replaces, has ' || vanished.previous_project_count || '. Gone are: ' || vanished.project_name
    || '. If they were left out, hand in the whole form again; if they are gone, nothing is to be done.' as message_en,
    null as suggestion,
    form_version.rule_set_version,
    null as project_key,
    '' as subject_code,
    core.finding_code(
        dim_department.department_code, form_version.fiscal_year, form_version.family, form_version.series_code,
        'projects-vanished', null, null, '', 1
    ) as finding_code
from vanished
inner join core.dim_form_version as form_version using (form_version_key)
inner join core.dim_department using (department_key)
left join numbered on vanished.submission_key = numbered.submission_key
