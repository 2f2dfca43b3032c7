"""Fiscal years that a batch brings → a partition for each in every fact that is kept by year."""

from collections.abc import Iterable

from psycopg import sql
from sqlalchemy import Connection, Table, text

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import driver
from selfeval.warehouse.tables.star import FACTS

PARTITION_LOCK = 7_202_100_002
"""Advisory lock: one maker of partitions at a time; see migrate.MIGRATION_LOCK."""
BY_YEAR = [fact for fact in FACTS if fact.dialect_options["postgresql"]["partition_by"]]

MAKE = sql.SQL("create table {partition} (like {fact} including comments)")
ATTACH = sql.SQL("alter table {fact} attach partition {partition} for values in ({year})")
COMMENT = sql.SQL("comment on table {partition} is {comment}")


def ensure(fiscal_years: Iterable[int]) -> None:
    """Make the partitions that are missing, in a transaction of its own, before the rows come.

    A table that is attached lets reports and other loads go on, where `create table … partition of` would wait for
    them and make all others wait; in a load's transaction, two loads that bring a new year would wait for each other.
    """
    years = sorted(set(fiscal_years))
    with transaction() as connection:
        if not _missing(connection, years):
            return
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": PARTITION_LOCK})
        for fact, year in _missing(connection, years):
            _make(connection, fact, year)


def _missing(connection: Connection, years: list[int]) -> list[tuple[Table, int]]:
    wanted = {f"{fact.name}_{year}": (fact, year) for year in years for fact in BY_YEAR}
    asked = text("select relname from pg_class where relnamespace = 'core'::regnamespace and relname = any(:names)")
    present = set(connection.scalars(asked, {"names": list(wanted)}))
    return [place for name, place in wanted.items() if name not in present]


def _make(connection: Connection, fact: Table, year: int) -> None:
    names = {
        "fact": sql.Identifier("core", fact.name),
        "partition": sql.Identifier("core", f"{fact.name}_{year}"),
        "year": sql.Literal(year),
        "comment": sql.Literal(fact.comment),
    }
    for command in (MAKE, ATTACH, COMMENT):
        driver(connection).execute(command.format(**names))
