"""Staging → Arrow tables of what was read, some files at a time, with what a rule has found in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Table, select, text

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables import staging

READ = (staging.submission, staging.form, staging.project, staging.amount, staging.indicator, staging.cell)
FILES_AT_ONCE = 100
"""A hundred forms are some hundred thousand cells: they fit into memory, whatever the archive holds."""

Place = tuple[str, int | None, int | None, str | None]


@dataclass(frozen=True)
class Part:
    """Some files as they were read: tables by name, their forms, and the places at which the rule found something."""

    tables: dict[str, pa.Table]
    forms: list[dict[str, Any]]
    found: list[Place]


def archived(rule_code: str) -> Iterator[Part]:
    """All files that were ever read and settled, in order of arrival; the transaction is one that cannot write."""
    order = (staging.submission.c.received_at, staging.submission.c.submission_sha256)
    with transaction() as connection:
        connection.execute(text("set transaction isolation level repeatable read, read only"))
        files = list(connection.scalars(select(staging.submission.c.submission_sha256).order_by(*order)))
        for start in range(0, len(files), FILES_AT_ONCE):
            yield _part(connection, files[start : start + FILES_AT_ONCE], rule_code)


def _part(connection: Connection, submissions: list[str], rule_code: str) -> Part:
    found = run(connection, "loading/replayed_finding", rule_code=rule_code, submissions=submissions)
    return Part(
        tables={table.name: _rows(connection, table, submissions) for table in READ},
        forms=run(connection, "loading/replayed_form", submissions=submissions),
        found=[(row["submission_sha256"], row["form_number"], row["project_number"], row["cell"]) for row in found],
    )


def _rows(connection: Connection, table: Table, submissions: list[str]) -> pa.Table:
    wanted = select(table).where(table.c.submission_sha256.in_(submissions)).order_by(*table.primary_key)
    return pa.Table.from_pylist(
        [dict(row) for row in connection.execute(wanted).mappings()], staging.arrow_schema(table)
    )
