"""SQL files → statements run in a transaction: `load/department` is sql/load/department.sql."""

from functools import cache
from pathlib import Path
from typing import Any, LiteralString, cast

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import Connection

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


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The psycopg connection below, in the same transaction: COPY and %(name)s parameters are its own."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)
