"""Tables that have outgrown what the planner knows of them → statistics gathered anew, table by table."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run


def gather() -> list[str]:
    """Gather for the tables of which too little is known; their names.

    Without it the first large load leaves a fact that is kept by year without any statistics, and publishing, which
    then joins row by row, does not come to an end. Each table has a transaction of its own: the lock that gathering
    takes is also that of a partition being attached, and two of them in another order would wait for each other.
    """
    with transaction() as connection:
        names = [row["name"] for row in run(connection, "catalogue/outgrown")]
    for name in names:
        with transaction() as connection:
            connection.execute(text(f"analyze {name}"))
    return names


@contextmanager
def whole_years(connection: Connection) -> Iterator[None]:
    """Let whole years be joined within: rows that the planner has not seen yet it would take for few, and loop."""
    before = connection.scalar(text("select current_setting('enable_nestloop')"))
    connection.execute(text("set local enable_nestloop to off"))
    yield
    connection.execute(text("select set_config('enable_nestloop', :before, true)"), {"before": before})
