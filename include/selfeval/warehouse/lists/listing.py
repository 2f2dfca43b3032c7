"""A list that operations keep → the warehouse: added as a whole, and in force from then on."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from selfeval.settings import settings
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.lists import list_file
from selfeval.warehouse.lists.list_file import ListEmptyError
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.operations import operations_list

ADDING = {
    "expected_department": "lists/expected_department",
    "expected_project": "lists/expected_project",
    "classified_item": "lists/classified_item",
}
"""The statement that adds the rows of a kind of list."""


@dataclass(frozen=True)
class Imported:
    """What an import has come to: rows in the list, how many the list before did not have, how many only it had."""

    row_count: int
    added_count: int
    gone_count: int
    is_new: bool


def import_list(kind: str, file: Path, *, may_be_empty: bool = False) -> Imported:
    """Add a list of a kind (LIST_KINDS); it replaces the one before as a whole, and that one stays in the warehouse.

    The file that is in force, imported again, changes nothing. Raises ListUnreadableError, ListHeadingsError,
    ListRowsError, ListEmptyError, or the warehouse's configuration errors.
    """
    read = list_file.read(kind, file)
    if not read.rows and not may_be_empty:
        raise ListEmptyError(file=read.name)
    listed = {"list_kind": kind, "file_name": read.name, "file_sha256": read.sha256, "row_count": len(read.rows)}
    listed["time_zone"] = settings().timezone
    with transaction() as connection:
        run(connection, "lists/lock")
        if run(connection, "lists/in_force", **listed):
            return Imported(len(read.rows), 0, 0, is_new=False)
        key = connection.scalar(insert(operations_list).values(listed).returning(operations_list.c.list_key))
        rows = json.dumps(read.rows, ensure_ascii=False, default=str)
        if kind == "expected_department":
            run(connection, "lists/region", rows=rows)
        run(connection, ADDING[kind], list_key=key, rows=rows)
        overlaps = run(connection, "lists/overlap", list_key=key)
        overlap = "第 {row_number} 行与第 {other_row_number} 行：年度重叠 / lines about the same, with years in common"
        list_file.refuse(file, [overlap.format(**one) for one in overlaps])
        counts = run(connection, "lists/difference", list_key=key, list_kind=kind)[0]
        if kind == "expected_department":
            renewing.departments_changed(connection)
        elif kind == "expected_project":
            renewing.projects_listed(connection)
    return Imported(len(read.rows), counts["added_count"], counts["gone_count"], is_new=True)
