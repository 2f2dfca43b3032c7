"""The lineage of a year as publications have left it, beside what it would be if all of it were derived anew."""

from typing import Any

from sqlalchemy import Connection, text

from selfeval.warehouse.connection import discarded
from selfeval.warehouse.lineage import deriving, pair_of_years

TABLES = {
    "lineage": "fiscal_year = :year",
    "lineage_leftover": "fiscal_year = :year",
    "published_member": "fiscal_year = :year",
    "comparison_line": "fiscal_year = :year",
    "lineage_pair": "fiscal_year = :year",
    "lineage_project": "fiscal_year in (:year - 1, :year)",
    "lineage_department": "fiscal_year in (:year - 1, :year)",
}
ROWS = "select to_jsonb(row) - 'lineage_key' as told from core.{table} as row where {where}"
DIFFERENT = """
select '{table}' as place, 'left' as state, told from (select * from left_{table} except all {now}) as gone
union all
select '{table}' as place, 'due' as state, told from ({now} except all select * from left_{table}) as missing
"""


def different(*fiscal_years: int) -> list[dict[str, Any]]:
    """Rows that publications have left and that deriving everything would not, and rows that it would add."""
    with discarded() as connection:
        return [row for year in fiscal_years for row in different_within(connection, year, is_stored=True)]


def different_within(connection: Connection, fiscal_year: int, *, is_stored: bool) -> list[dict[str, Any]]:
    """The same within a transaction, which is left as it was; `is_stored` also derives what lineage compares."""
    begun = connection.begin_nested()
    for table, where in TABLES.items():
        rows = ROWS.format(table=table, where=where)
        connection.execute(text(f"create temporary table left_{table} as {rows}"), {"year": fiscal_year})
    if is_stored:
        for year in (fiscal_year - 1, fiscal_year):
            pair_of_years.store(connection, year)
    deriving.derive_all(connection, fiscal_year)
    found = [
        dict(row)
        for table, where in TABLES.items()
        for row in connection.execute(
            text(DIFFERENT.format(table=table, now=ROWS.format(table=table, where=where))), {"year": fiscal_year}
        ).mappings()
    ]
    begun.rollback()
    return found
