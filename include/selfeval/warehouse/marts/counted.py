"""Departments that something has happened to → the stored rows of what counts of them, and of their versions and names.

Publication settles what counts, a load the versions of forms; neither changes by the clock. Whether a project is
disputed now, waivers say, which is asked and not stored (core.current_project).
"""

from collections.abc import Collection

from psycopg import sql
from sqlalchemy import Connection, text

from selfeval.warehouse import statistics
from selfeval.warehouse.marts import storing
from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.marts.storing import Stored
from selfeval.warehouse.statements import driver, run

COUNTED_LOCK = 7_202_100_007
"""Advisory lock: one renewal at a time, each sees what the one before has left."""
NARROWED = {
    "dim_form_version": "select * from core.dim_form_version where department_key = any(%(senders)s)",
    "settled_line": """
select * from core.settled_line
where form_version_key in (select sent.form_version_key from core.dim_form_version as sent)
""",
    "counting_question": "select * from core.counting_question where department_key = any(%(departments)s)",
    "fct_project_evaluation": "select * from core.fct_project_evaluation where department_key = any(%(senders)s)",
    "fct_budget_execution": "select * from core.fct_budget_execution where department_key = any(%(senders)s)",
    "known_line": "select * from core.known_line where department_key = any(%(departments)s)",
}
DELETE = sql.SQL("delete from {} where department_key = any(%(departments)s)")
INSERT = sql.SQL("insert into {} select found.* from ({}) as found where department_key = any(%(departments)s)")


def renew_counted(connection: Connection, departments: Collection[int]) -> None:
    """Store the rows of some departments anew, and of all that are the same department under another name."""
    if not departments:
        return
    _lock(connection)
    around = run(connection, "departments/around", departments=sorted(departments))[0]
    for stored in storing.COUNTED:
        table = sql.Identifier("core", stored.name)
        query = INSERT.format(table, sql.SQL(composed(stored.view, NARROWED)))
        for command in (DELETE.format(table), query):
            driver(connection).execute(command, around)


def renew_all_counted(connection: Connection, tables: Collection[Stored] = storing.COUNTED) -> None:
    """Store all rows anew, of all of these tables or of some."""
    _lock(connection)
    with statistics.whole_years(connection):
        for stored in tables:
            places = {"table": sql.Identifier("core", stored.name), "view": sql.Identifier("core", stored.view)}
            driver(connection).execute(sql.SQL("delete from {table}").format(**places))
            driver(connection).execute(sql.SQL("insert into {table} select * from {view}").format(**places))


def renew_names(connection: Connection) -> None:
    """Store anew what bears a department's name of today, as when one became another."""
    renew_all_counted(connection, (storing.KNOWN_DEPARTMENT, storing.KNOWN_PROJECT))


def _lock(connection: Connection) -> None:
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": COUNTED_LOCK})
