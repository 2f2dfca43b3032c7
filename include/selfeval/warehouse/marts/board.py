"""Departments that something has happened to → the stored rows of the board, now and from each instant to come.

What the day decides (overdue, days) is worked out when the board is asked. What changes at an instant to come is stored
with both sides of it: a waiver ends, or a new year begins, for which more is expected.
"""

from collections.abc import Collection, Mapping

from psycopg import sql
from sqlalchemy import Connection, text

from selfeval.warehouse import statistics
from selfeval.warehouse.marts import storing
from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.statements import driver, run

BOARD_LOCK = 7_202_100_006
"""Advisory lock: one renewal at a time, each sees what the one before has left."""
OF_DEPARTMENT = "select * from core.{} where department_key = any(%(departments)s)"
OF_CODE = "select * from core.{} where department_code = any(%(codes)s)"
OF_FILE = "select * from core.{} where submission_key in (select submission.submission_key from core.submission)"
NARROWED = {
    "dim_form_version": "select * from core.dim_form_version where department_key = any(%(versions)s)",
    "submission": """
select * from core.submission
where
    state <> 'loaded'
    or submission_key in (select dim_form_version.submission_key from core.dim_form_version)
""",
    "settled_line": """
select * from core.settled_line
where form_version_key in (select dim_form_version.form_version_key from core.dim_form_version)
""",
    "receipt": OF_FILE.format("receipt"),
    "fct_quality_finding": OF_FILE.format("fct_quality_finding"),
    "fct_project_evaluation": OF_DEPARTMENT.format("fct_project_evaluation"),
    "fct_budget_execution": OF_DEPARTMENT.format("fct_budget_execution"),
    "expected_department": OF_CODE.format("expected_department"),
    "expected_project": OF_CODE.format("expected_project"),
    "lineage": """
select * from core.lineage
where department_key = any(%(departments)s) or prior_department_key = any(%(departments)s)
""",
}
DUE = "create temporary table due on commit drop as select * from ({due}) as found where {within}"
END = """
update {table} as stored set valid_to = %(since)s
where
    valid_to = 'infinity'
    and {within}
    and not exists (select 1 from due where row(due.*)::text = row({columns})::text)
"""
KEEP = """
delete from due
using (select row({columns})::text as told from {table} as stored where valid_to = 'infinity' and {within}) as known
where row(due.*)::text = known.told
"""
ADD = "insert into {table} select due.*, %(since)s::timestamptz from due"
FORGET = "drop table due"
FIRST, NEXT = (DUE, ADD, FORGET), (DUE, END, KEEP, ADD, FORGET)
"""Add the rows as they are; of those from an instant on, end what is other then, and add what is not there."""
WITHIN = "department_code = any(%(codes)s)"


def renew_board(connection: Connection, departments: Collection[int], submissions: Collection[int]) -> None:
    """Store the rows of some departments anew, of those that some files speak of, and of all that these are tied to.

    Departments are tied where one came of another, or lineage leads from the one to the other.
    """
    _lock(connection)
    found = run(connection, "board/around", departments=sorted(departments), submissions=sorted(submissions))
    places = found[0]
    while True:
        wider = run(connection, "board/tied", **places)[0]
        if wider == places:
            break
        places = wider
    versions = run(connection, "board/held", **places)[0]["departments"]
    _renew(connection, NARROWED, WITHIN, {**places, "versions": sorted({*places["departments"], *versions})})


def renew_all_board(connection: Connection) -> None:
    """Store all rows anew."""
    _lock(connection)
    with statistics.whole_years(connection):
        _renew(connection, {}, "true", {})


def _lock(connection: Connection) -> None:
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": BOARD_LOCK})


def _renew(connection: Connection, narrowed: Mapping[str, str], within: str, places: Mapping[str, object]) -> None:
    ends = run(connection, "board/end", codes=places.get("codes"))
    for stored in storing.BOARD:
        names = {
            "table": sql.Identifier("core", stored.name),
            "due": sql.SQL(composed(stored.view, narrowed)),
            "columns": sql.SQL(", ").join(
                sql.Identifier("stored", column) for column in storing.columns(connection, stored)
            ),
            "within": sql.SQL(within),
        }
        driver(connection).execute(sql.SQL("delete from {table} where {within}").format(**names), places)
        for since in (None, *(row["ends_at"] for row in ends)):
            facts = {**places, "moment": since or "now", "since": since or "-infinity"}
            for command in FIRST if since is None else NEXT:
                driver(connection).execute(sql.SQL(command).format(**names), facts)
