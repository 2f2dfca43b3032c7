"""Facts by the thousand, straight into the tables: enough for the planner to prefer an index where it has one."""

from collections.abc import Iterable, Mapping

from sqlalchemy import text

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.submissions import partitions

YEARS = range(2017, 2023)
DEPARTMENTS, PROJECTS = 99, 10
"""No department's name contains another's: such two might be one."""
DIMENSIONS = (
    "insert into core.dim_rule_set (rule_set_version) values ('0')",
    """
    insert into core.dim_department (department_code, department_name)
    select 'd' || number, 'd' || number from generate_series(1, :departments) as number
    """,
    """
    insert into core.dim_project (department_key, project_code, project_name_code, project_name)
    select department_key, '', 'p' || number, 'p' || number
    from core.dim_department cross join generate_series(1, :projects) as number
    """,
)
FACTS = (
    """
    insert into core.submission (
        submission_sha256, file_name, channel_name, size_bytes, received_at, archive_path, state
    )
    select encode(sha256(convert_to(department_code || fiscal_year, 'UTF8')), 'hex'), fiscal_year || '.xlsx',
        department_code, 1, make_timestamptz(fiscal_year, 3, 1, 0, 0, 0), 'x', 'loaded'
    from core.dim_department cross join unnest(cast(:years as integer[])) as fiscal_year
    """,
    """
    insert into core.receipt (submission_key, file_name, channel_name, received_at, settled_state)
    select submission_key, file_name, channel_name, received_at, 'loaded' from core.submission
    where extract(year from received_at) = any(cast(:years as integer[]))
    """,
    """
    insert into core.dim_form_version (
        submission_key, form_number, department_key, fiscal_year, family, series_code, anchor_cell
    )
    select submission_key, 1, department_key, extract(year from received_at), 'wide', '', 'A1'
    from core.submission inner join core.dim_department on channel_name = department_code
    where extract(year from received_at) = any(cast(:years as integer[]))
    """,
    """
    insert into core.fct_project_evaluation (
        form_version_key, project_number, project_key, department_key, fiscal_year, anchor_cell, is_disputed
    )
    select form_version_key, row_number() over (partition by form_version_key order by project_key), project_key,
        department_key, fiscal_year, 'A1', false
    from core.dim_form_version inner join core.dim_project using (department_key)
    where fiscal_year = any(cast(:years as integer[]))
    """,
    """
    insert into core.fct_budget_execution (
        form_version_key, project_number, measure_code, funding_source_code, project_key, department_key, fiscal_year,
        yuan_amount, printed_value, printed, cell
    )
    select form_version_key, project_number, measure_code, funding_source_code, project_key, department_key,
        fiscal_year, project_number, project_number, project_number, 'Sheet1!' || column_name || project_number
    from core.fct_project_evaluation
    cross join (values ('budget', 'total', 'D'), ('budget', 'general', 'E'), ('executed', 'total', 'F'),
        ('executed', 'general', 'G')) as place (measure_code, funding_source_code, column_name)
    where fiscal_year = any(cast(:years as integer[]))
    """,
    """
    insert into staging.cell (submission_sha256, cell, printed, role)
    select submission_sha256, cell, printed, 'value'
    from core.fct_budget_execution inner join core.dim_form_version using (form_version_key)
    inner join core.submission using (submission_key)
    where fct_budget_execution.fiscal_year = any(cast(:years as integer[]))
    """,
    """
    insert into core.fct_indicator_result (
        form_version_key, project_number, indicator_number, project_key, department_key, fiscal_year
    )
    select form_version_key, project_number, indicator_number, project_key, department_key, fiscal_year
    from core.fct_project_evaluation cross join generate_series(1, 3) as indicator_number
    where fiscal_year = any(cast(:years as integer[]))
    """,
    """
    insert into core.fct_quality_finding (
        submission_key, finding_number, form_version_key, form_number, project_number, rule_code, severity, is_fault,
        message_zh, message_en, project_key, finding_code
    )
    select submission_key, row_number() over (partition by submission_key order by project_number), form_version_key,
        1, project_number, 'r' || project_number, 'warning', false, '', '', project_key,
        md5(form_version_key || ' ' || project_number)::uuid
    from core.fct_project_evaluation inner join core.dim_form_version using (form_version_key)
    where fct_project_evaluation.fiscal_year = any(cast(:years as integer[]))
    """,
    "analyze",
)
FILL = (*DIMENSIONS, *FACTS)
CORRECTIONS = (
    """
    create temporary table chosen on commit drop as
    select department_key as chosen_key, department_code as chosen_code,
        encode(sha256(convert_to(department_code || cast(:salt as text), 'UTF8')), 'hex') as sha256
    from core.dim_department order by md5(department_code || cast(:salt as text)) limit :count
    """,
    """
    insert into core.submission (
        submission_sha256, file_name, channel_name, size_bytes, received_at, archive_path, state
    )
    select sha256, cast(:year as text) || '.xlsx', chosen_code, 1, now(), 'x', 'loaded' from chosen
    """,
    """
    insert into core.receipt (submission_key, file_name, channel_name, received_at, settled_state)
    select submission_key, file_name, channel_name, received_at, 'loaded'
    from core.submission inner join chosen on sha256 = submission_sha256
    """,
    """
    insert into core.dim_form_version (
        submission_key, form_number, department_key, fiscal_year, family, series_code, anchor_cell
    )
    select submission_key, 1, chosen_key, cast(:year as integer), 'wide', '', 'A1'
    from core.submission inner join chosen on sha256 = submission_sha256
    """,
    """
    create temporary table corrected on commit drop as
    select version.form_version_key as new_key, line.*
    from core.fct_project_evaluation as line
    inner join chosen on line.department_key = chosen_key
    inner join core.submission on sha256 = submission_sha256
    inner join core.dim_form_version as version using (submission_key)
    where line.fiscal_year = :year and line.form_version_key = (
        select min(form_version_key) from core.dim_form_version as first
        where first.department_key = chosen_key and first.fiscal_year = :year
    )
    """,
    """
    insert into core.fct_project_evaluation (
        form_version_key, project_number, project_key, department_key, fiscal_year, anchor_cell, is_disputed
    )
    select new_key, project_number, project_key, department_key, fiscal_year, 'A1', false from corrected
    """,
    """
    insert into core.fct_budget_execution (
        form_version_key, project_number, measure_code, funding_source_code, project_key, department_key, fiscal_year,
        yuan_amount, printed_value, printed, cell
    )
    select new_key, project_number, measure_code, funding_source_code, amount.project_key, amount.department_key,
        amount.fiscal_year, 2 * yuan_amount, printed_value, printed, cell
    from core.fct_budget_execution as amount inner join corrected using (form_version_key, project_number)
    """,
    """
    insert into core.fct_indicator_result (
        form_version_key, project_number, indicator_number, project_key, department_key, fiscal_year
    )
    select new_key, project_number, indicator_number, project_key, department_key, fiscal_year
    from corrected cross join generate_series(1, 3) as indicator_number
    """,
)


def fill() -> None:
    """6,000 evaluations of 100 departments over six years, with amounts, indicators and a finding each."""
    found(DEPARTMENTS, PROJECTS)
    load(YEARS)


def found(departments: int, projects: int) -> None:
    """So many departments with so many projects each, of which nothing has been handed in."""
    _run(DIMENSIONS, {"departments": departments, "projects": projects})


def load(fiscal_years: Iterable[int]) -> None:
    """One form of each department and year with all its projects."""
    years = list(fiscal_years)
    partitions.ensure(years)
    _run(FACTS, {"years": years})


def correct(fiscal_year: int, count: int, salt: str) -> None:
    """A corrected form of so many departments, chosen by the salt: the same projects with twice the amounts."""
    _run(CORRECTIONS, {"year": fiscal_year, "count": count, "salt": salt})


def _run(commands: Iterable[str], numbers: Mapping[str, object]) -> None:
    with transaction() as connection:
        for command in commands:
            connection.execute(text(command), {name: numbers[name] for name in numbers if f":{name}" in command})
