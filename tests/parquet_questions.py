"""The facts of a warehouse in Parquet → questions like those of its marts, which DuckDB adds up when it is asked.

DuckDB is told what counts (the lines as they are settled); versions, lineage, disputes and the reasons of a comparison
are left out, so its answers are simpler than those that they are set beside.
"""

import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

TABLES = {
    "amount": "select form_version_key, project_number, department_key, fiscal_year, measure_code, funding_source_code,"
    " yuan_amount::float8 as yuan_amount, printed, cell from core.fct_budget_execution",
    "line": "select form_version_key, project_number, department_key, project_key, fiscal_year, counted_from,"
    " counted_to, is_counted from core.known_span where counted_from is not null",
    "department": "select department_key, department_name from core.dim_department",
    "project": "select project_key, project_name from core.dim_project",
    "version": "select form_version_key, submission_key, department_key, fiscal_year from core.dim_form_version",
    "file": "select submission_key, submission_sha256, file_name from core.submission",
    "cell": "select submission_sha256, cell, printed, role from staging.cell",
    "finding": "select submission_key, form_version_key, rule_code, severity, cell, message_zh"
    " from core.fct_quality_finding",
}
TOTALS = """
with total as (
    select line.fiscal_year, line.{key}, amount.measure_code, sum(amount.yuan_amount) as amount
    from line inner join amount using (form_version_key, project_number)
    inner join department on line.department_key = department.department_key
    where line.is_counted and amount.funding_source_code = 'total' and {where}
    group by all
)
select * from total left join total as prior
    on total.{key} = prior.{key} and total.measure_code = prior.measure_code
    and total.fiscal_year = prior.fiscal_year + 1
"""
AS_OF = """
select department_name, sum(yuan_amount)
from line inner join amount using (form_version_key, project_number)
inner join department on line.department_key = department.department_key
where line.fiscal_year = $year and measure_code = 'budget' and funding_source_code = 'total'
    and counted_from <= timestamptz '2022-04-01 00:00+08' and timestamptz '2022-04-01 00:00+08' < counted_to and {where}
group by department_name
"""
QUESTIONS = {
    "one department, all years": TOTALS.format(key="department_key", where="department_name = $department"),
    "all departments, one year": TOTALS.format(key="department_key", where="line.fiscal_year in ($year, $year - 1)")
    + " where total.fiscal_year = $year",
    "projects of a department": TOTALS.format(
        key="project_key", where="department_name = $department and line.fiscal_year in ($year, $year - 1)"
    )
    + " where total.fiscal_year = $year",
    "government, all years": """
        select line.fiscal_year, measure_code, sum(yuan_amount)
        from line inner join amount using (form_version_key, project_number)
        where is_counted and funding_source_code = 'total' group by all
    """,
    "findings of a department": """
        select finding.* from finding inner join version using (form_version_key) inner join department
        on version.department_key = department.department_key where department_name = $department
    """,
    "trace of a cell": """
        select amount.*, file.file_name, cell.role, cell.printed as cell_printed
        from amount inner join version using (form_version_key) inner join file using (submission_key)
        left join cell on file.submission_sha256 = cell.submission_sha256 and amount.cell = cell.cell
        where amount.form_version_key = $version and project_number = $project and measure_code = 'budget'
        and funding_source_code = 'total'
    """,
    "as of a day, one department": AS_OF.format(where="department_name = $department"),
    "as of a day, all departments": AS_OF.format(where="true"),
}
FETCHED = 100_000


def prepared(
    address: str, folder: Path
) -> tuple[Callable[[str, str, dict[str, Any]], int | None], Callable[[], float]]:
    """Write the facts into a folder; what answers questions of them, and the clock of this process."""
    import duckdb

    engine = duckdb.connect()
    engine.execute("set threads to 2")
    with psycopg.connect(address) as connection:
        for name, query in TABLES.items():
            _write(connection, query, folder / f"{name}.parquet")
            engine.read_parquet(str(folder / f"{name}.parquet")).create_view(name)

    def answer(name: str, _: str, facts: dict[str, Any]) -> int | None:
        if name not in QUESTIONS:
            return None
        wanted = {fact: value for fact, value in facts.items() if f"${fact}" in QUESTIONS[name]}
        return len(engine.execute(QUESTIONS[name], wanted).fetchall())

    def clock() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    return answer, clock


def _write(connection: psycopg.Connection[Any], query: str, path: Path) -> None:
    with connection.cursor(name="facts") as cursor:
        cursor.execute(query)
        writer = None
        while rows := cursor.fetchmany(FETCHED):
            names = [one.name for one in cursor.description or ()]
            table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table.cast(writer.schema))
        if writer:
            writer.close()
