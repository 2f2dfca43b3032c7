"""Files and departments that something has happened to → the stored rows of their findings."""

from collections.abc import Collection

from psycopg import sql
from sqlalchemy import Connection, text

from selfeval.warehouse import statistics
from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.statements import driver, run

FINDING_LOCK = 7_202_100_005
"""Advisory lock: one renewal at a time, each sees what the one before has left."""
VERSIONS = "select * from core.dim_form_version where department_key = any(%(departments)s)"
SUBMISSIONS = """
select * from core.submission
where
    submission_key = any(%(submissions)s)
    or submission_key in (select dim_form_version.submission_key from core.dim_form_version)
"""
NARROWED = {
    "dim_form_version": VERSIONS,
    "submission": SUBMISSIONS,
    "receipt": """
select * from core.receipt
where submission_key in (select submission.submission_key from core.submission)
""",
    "fct_project_evaluation": """
select * from core.fct_project_evaluation
where department_key = any(%(departments)s)
""",
    "settled_line": """
select * from core.settled_line
where form_version_key in (select dim_form_version.form_version_key from core.dim_form_version)
""",
    "counting_question": """
select * from core.counting_question
where form_version_key in (select dim_form_version.form_version_key from core.dim_form_version)
""",
    "fct_quality_finding": """
select * from core.fct_quality_finding
where submission_key in (select submission.submission_key from core.submission)
""",
}
TABLES = {"known_finding": "told_finding", "known_note": "cell_note"}
"""What is stored of findings, and of which view: the findings, and what is noted at each cell."""
DELETE = sql.SQL("delete from {} where {}")
INSERT = sql.SQL("insert into {} select found.* from ({}) as found where {}")
OF_FILES = sql.SQL("submission_key = any(%(submissions)s)")


def renew_findings(connection: Connection, departments: Collection[int], submissions: Collection[int]) -> None:
    """Store the findings of some files anew, and of all files with a form of some departments.

    With them go the departments that share a file with one of these, and files of the same channels that are held: a
    later file may have made them good.
    """
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": FINDING_LOCK})
    places = {"departments": sorted(departments), "submissions": sorted(submissions)}
    while True:
        found = run(connection, "findings/around", **places)[0]
        if found == places:
            break
        places = found
    held = run(connection, "findings/held_around", **places)
    renewed = places["submissions"] + [row["submission_key"] for row in held]
    departments = sorted({*places["departments"], *(key for row in held for key in row["department_keys"])})
    facts = {"departments": departments, "submissions": renewed, "moment": "now"}
    for table, view in TABLES.items():
        place = sql.Identifier("core", table)
        driver(connection).execute(DELETE.format(place, OF_FILES), facts)
        driver(connection).execute(INSERT.format(place, sql.SQL(composed(view, NARROWED)), OF_FILES), facts)


def renew_all_findings(connection: Connection) -> None:
    """Store all findings anew."""
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": FINDING_LOCK})
    with statistics.whole_years(connection):
        for table, view in TABLES.items():
            place, every = sql.Identifier("core", table), sql.SQL("true")
            driver(connection).execute(DELETE.format(place, every))
            driver(connection).execute(INSERT.format(place, sql.SQL(composed(view, {})), every), {"moment": "now"})
