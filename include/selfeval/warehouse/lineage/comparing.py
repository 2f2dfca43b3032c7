"""Current versions and the lineage of two years → the lines that are compared, as they are published, and the marts.

The year on year reads these lines, not the versions as they are: a correction that is loaded shows when its year is
published, with its lineage, and until then both years stand as they stood. What is said against a line is not kept
with the line, but in the stored rows that follow from it (marts/year_on_year.py).
"""

from sqlalchemy import Connection, delete, select

from selfeval.warehouse.counting import settled_year
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.facts import comparison_line, lineage


def settle(connection: Connection, fiscal_year: int) -> None:
    """Replace the compared lines of a year and the year before it."""
    connection.execute(delete(comparison_line).where(comparison_line.c.fiscal_year == fiscal_year))
    run(connection, "comparison/line", fiscal_year=fiscal_year)


def settle_all(connection: Connection) -> None:
    """The same for every year that has been published, as a new version of the code needs it."""
    for fiscal_year in connection.scalars(select(lineage.c.fiscal_year).distinct().order_by("fiscal_year")).all():
        for year in (fiscal_year - 1, fiscal_year):
            settled_year.settle(connection, year)
        settle(connection, fiscal_year)
