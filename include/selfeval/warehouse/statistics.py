"""Tables that have outgrown what the planner knows of them → statistics gathered anew, table by table."""

from sqlalchemy import text

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
