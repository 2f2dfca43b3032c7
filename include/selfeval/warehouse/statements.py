"""SQL files → statements run in a transaction: `load/department` is sql/load/department.sql; rows → a table."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from sqlalchemy import Connection, Table

SQL = Path(__file__).parent / "sql"
SEEDS = Path(__file__).parent / "seeds"


@cache
def statement(name: str) -> LiteralString:
    """The text of one file of sql/: ours, never a user's."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: Connection, name: str, **parameters: object) -> list[dict[str, Any]]:
    """Run one statement in the connection's transaction; its rows as dictionaries, none where it returns none."""
    with driver(connection).cursor(row_factory=dict_row) as cursor:
        cursor.execute(statement(name), parameters)
        return cursor.fetchall() if cursor.description else []


def append(connection: Connection, table: Table, rows: Iterable[tuple[object, ...]]) -> None:
    """Append rows by COPY: all of a table's columns in its order, but for a key that is counted."""
    columns = [column for column in table.columns if column.identity is None]
    command = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(str(table.schema), table.name),
        sql.SQL(", ").join(sql.Identifier(column.name) for column in columns),
    )
    with driver(connection).cursor() as cursor, cursor.copy(command) as stream:
        for row in rows:
            stream.write_row(row)


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The psycopg connection below, in the same transaction: COPY and %(name)s parameters are its own."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)
