"""The warehouse → what is judged beside a batch, and what a rule is tried on: facts of other years, files as read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Table, select, text

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.staging import NUMBER_PRECISION, NUMBER_SCALE

SCHEMA = pa.schema(
    {
        name: pa.string()
        for name in (
            *("department_name", "project_name", "goal_actual", "measure", "source", "submission_sha256", "file_name"),
            *("family", "implementing_unit_name", "series_code", "project_code"),
        )
    }
    | {name: pa.int64() for name in ("fiscal_year", "form_version_key", "project_number")}
    | {"yuan_amount": pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE)}
)
"""One row per department, year, project, measure and source of a current version; amounts in yuan. What a row
says of the project and of its version is said again in each of their rows."""


def read_history(form: pa.Table, submission: pa.Table) -> pa.Table:
    """What was loaded before of the departments and years of these staged forms, the batch's own files left out.

    A form that names no department belongs to the channel that it came through, as when it is loaded.
    Raises WarehouseUnreachableError.
    """
    channels = dict(zip(*(submission[name].to_pylist() for name in ("submission_sha256", "channel_name")), strict=True))
    rows = form.select(["submission_sha256", "department_name", "fiscal_year"]).to_pylist()
    pairs = sorted(
        {
            (department, row["fiscal_year"])
            for row in rows
            if (department := row["department_name"] or channels.get(row["submission_sha256"])) and row["fiscal_year"]
        }
    )
    with transaction() as connection:
        found = run(
            connection,
            "findings/history",
            departments=[department for department, _ in pairs],
            years=[year for _, year in pairs],
            submissions=submission["submission_sha256"].to_pylist(),
        )
    return pa.Table.from_pylist(found, SCHEMA)


READ = (staging.submission, staging.form, staging.project, staging.amount, staging.indicator, staging.cell)
FILES_AT_ONCE = 100
"""A hundred forms are some hundred thousand cells: they fit into memory, whatever the archive holds."""

FindingPlace = tuple[str, int | None, int | None, str | None]


@dataclass(frozen=True)
class ReadFiles:
    """Some files as they were read: tables by name, their forms, and the places at which the rule found something."""

    tables: dict[str, pa.Table]
    forms: list[dict[str, Any]]
    found: list[FindingPlace]


def archived(rule_code: str) -> Iterator[ReadFiles]:
    """All files that were ever read and settled, in order of arrival; the transaction is one that cannot write."""
    order = (staging.submission.c.received_at, staging.submission.c.submission_sha256)
    with transaction() as connection:
        connection.execute(text("set transaction isolation level repeatable read, read only"))
        files = list(connection.scalars(select(staging.submission.c.submission_sha256).order_by(*order)))
        for start in range(0, len(files), FILES_AT_ONCE):
            yield _part(connection, files[start : start + FILES_AT_ONCE], rule_code)


def _part(connection: Connection, submissions: list[str], rule_code: str) -> ReadFiles:
    found = run(connection, "loading/replayed_finding", rule_code=rule_code, submissions=submissions)
    return ReadFiles(
        tables={table.name: _rows(connection, table, submissions) for table in READ},
        forms=run(connection, "loading/replayed_form", submissions=submissions),
        found=[(row["submission_sha256"], row["form_number"], row["project_number"], row["cell"]) for row in found],
    )


def _rows(connection: Connection, table: Table, submissions: list[str]) -> pa.Table:
    wanted = select(table).where(table.c.submission_sha256.in_(submissions)).order_by(*table.primary_key)
    return pa.Table.from_pylist(
        [dict(row) for row in connection.execute(wanted).mappings()], staging.arrow_schema(table)
    )
