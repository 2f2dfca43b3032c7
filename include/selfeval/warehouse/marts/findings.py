"""Files and departments that something has happened to → the stored rows of their findings."""

from collections.abc import Collection

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
INSERT = "insert into core.known_finding select found.* from ({}) as found"


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
    driver(connection).execute("delete from core.known_finding where submission_key = any(%(submissions)s)", facts)
    query = INSERT.format(composed("told_finding", NARROWED)) + " where submission_key = any(%(submissions)s)"
    driver(connection).execute(query, facts)


def renew_all_findings(connection: Connection) -> None:
    """Store all findings anew."""
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": FINDING_LOCK})
    driver(connection).execute("delete from core.known_finding")
    with statistics.whole_years(connection):
        driver(connection).execute(INSERT.format(composed("told_finding", {})), {"moment": "now"})
