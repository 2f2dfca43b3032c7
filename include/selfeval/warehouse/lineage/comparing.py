"""What counts and the lineage of two years → the lines that are compared, as they are published, and the marts.

The year on year reads these lines, not the versions as they are: a correction that is loaded shows when its year is
published, with its lineage, and until then both years stand as they stood. What is said against a line is not kept
with the line, but in the stored rows that follow from it (marts/year_on_year.py).
"""

from collections.abc import Collection

from psycopg import sql
from sqlalchemy import Connection, delete, select, text

from selfeval.warehouse.counting import settled_year
from selfeval.warehouse.lineage import pair_of_years
from selfeval.warehouse.marts import year_on_year
from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.statements import driver, run
from selfeval.warehouse.tables.facts import comparison_line, lineage

COLUMN_NAMES = [column.name for column in comparison_line.columns]
COLUMNS = sql.SQL(", ").join(sql.Identifier(name) for name in COLUMN_NAMES)
INSERT = sql.SQL("insert into core.comparison_line ({}) select {} from ({}) as found where {}")
COUNTED = (
    """
create temporary table counted on commit drop as
select * from core.counted_line
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s)
""",
    "analyze counted",
)
OF_YEAR = "select * from core.{} where fiscal_year = %(fiscal_year)s"
OF_DEPARTMENTS = "department_key = any(%(departments)s)"
OF_YEARS = """
select * from core.{}
where fiscal_year in (%(fiscal_year)s - 1, %(fiscal_year)s) and department_key = any(%(departments)s)
"""
NARROWED = {
    "settled_line": OF_YEARS.format("settled_line"),
    "counting_question": OF_YEARS.format("counting_question"),
    "dim_form_version": OF_YEARS.format("dim_form_version"),
    "lineage": OF_YEAR.format("lineage"),
    "published_member": f"{OF_YEAR.format('published_member')} and {OF_DEPARTMENTS}",
}
"""What lines of some departments rest on. Whether a year is published at all, the lineage of any department says."""


def settle(connection: Connection, fiscal_year: int) -> None:
    """Replace the compared lines of a year and the year before it."""
    connection.execute(delete(comparison_line).where(comparison_line.c.fiscal_year == fiscal_year))
    # Put aside first, so that the planner knows how many lines there are.
    for command in COUNTED:
        driver(connection).execute(command, {"fiscal_year": fiscal_year})
    counted = sql.SQL(composed("comparable_line", {"counted_line": "select * from counted"}))
    query = INSERT.format(COLUMNS, COLUMNS, counted, sql.SQL("fiscal_year = %(fiscal_year)s"))
    driver(connection).execute(query, {"fiscal_year": fiscal_year})
    connection.execute(text("drop table counted"))


def settle_part(connection: Connection, fiscal_year: int, departments: Collection[int]) -> None:
    """Replace the compared lines of some departments, and what is stored of them in the year on year."""
    places = {"fiscal_year": fiscal_year, "departments": sorted(departments)}
    gone = run(connection, "lineage/forget_comparison", **places)
    query = INSERT.format(
        COLUMNS,
        COLUMNS,
        sql.SQL(composed("comparable_line", NARROWED)),
        sql.SQL("fiscal_year = %(fiscal_year)s and department_key = any(%(departments)s)"),
    )
    driver(connection).execute(query, places)
    now = run(connection, "lineage/own_comparison", **places)
    year_on_year.renew_departments(
        connection,
        fiscal_year,
        {row["counted_department_key"] for row in (*gone, *now)},
        {row["lineage_code"] for row in (*gone, *now)},
    )


def settle_all(connection: Connection) -> None:
    """The same for every year that has been published, as a new version of the code needs it."""
    years = connection.scalars(select(lineage.c.fiscal_year).distinct().order_by("fiscal_year")).all()
    for year in sorted({year for later in years for year in (later - 1, later)}):
        settled_year.settle(connection, year)
        pair_of_years.store(connection, year, None)
    # What the lineage was derived from is not known any more: the next publication derives all of it anew.
    connection.execute(text("delete from core.lineage_pair"))
    for fiscal_year in years:
        settle(connection, fiscal_year)
