-- The finding on a form of another channel's department; the whole file is held.
insert into staging.finding (
    submission_sha256, finding_number, form_number, rule_code, severity, is_fault, cell, printed, expected,
    message_zh, message_en
)
select
    submission_sha256,
    coalesce(
        (
            select max(finding.finding_number)
            from staging.finding
            where finding.submission_sha256 = foreign_form.submission_sha256
        ),
        0
    ) + row_number() over (partition by submission_sha256 order by foreign_form.form_number),
    foreign_form.form_number,
    'department-of-another-channel',
    'critical',
    true,
    coalesce(form.title_cell, form.anchor_cell),
    form.department_name,
    foreign_form.owner_name,
    '表内部门“' || form.department_name || '”由报送通道“' || foreign_form.owner_name || '”报送，而 '
    || submission.file_name || ' 来自通道“' || submission.channel_name
    || '”，未入库。部门写错的，请更正后重新报送；确属该部门的，请由通道“' || foreign_form.owner_name || '”报送。',
    'The form is of department "' || form.department_name || '", which hands in through channel "'
    || foreign_form.owner_name || '"; ' || submission.file_name || ' came through "' || submission.channel_name
    || '" and is not loaded. Correct the department and hand it in again, or hand it in through "'
    || foreign_form.owner_name || '".'
from foreign_form
inner join core.submission using (submission_key, submission_sha256)
inner join staging.form using (submission_sha256, form_number)
