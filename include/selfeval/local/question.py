"""A SQL question -> its answer, asked as role bi_reader in a read-only transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import psycopg

from selfeval.local.errors import SqlRefusedError, WarehouseEmptyError, WarehouseUnreachableError
from selfeval.local.postgres import embedded
from selfeval.settings import settings


@dataclass(frozen=True)
class Answer:
    """Names of the columns, and the rows."""

    columns: list[str]
    rows: list[tuple[object, ...]]


def ask(query: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """Ask the warehouse one statement.

    Raises SqlRefusedError with PostgreSQL's reason, WarehouseEmptyError, WarehouseUnreachableError.
    """
    with _connect() as connection:
        connection.read_only = True
        try:
            if settings().warehouse_url:
                connection.execute("set local role bi_reader")
            # Prepared, PostgreSQL takes one statement only: a second one could leave the role or the transaction.
            cursor = connection.execute(query.encode(), parameters, prepare=True)
            rows = cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            _require_mart(connection)
            reason = error.diag.message_primary or " ".join(str(error).split())
            raise SqlRefusedError(reason=reason) from error
        return Answer([column.name for column in cursor.description or []], rows)


def printed(value: object) -> str:
    """A value of an answer as a reader expects it: nothing for null, an amount without an exponent."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _require_mart(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Raise WarehouseEmptyError where a question failed because nothing has ever been loaded."""
    if connection.broken:
        return
    connection.rollback()
    if connection.execute("select from pg_namespace where nspname = 'mart'").fetchone() is None:
        raise WarehouseEmptyError


def _connect() -> psycopg.Connection[tuple[object, ...]]:
    if url := settings().warehouse_url:
        try:
            return psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=10)
        except psycopg.OperationalError as error:
            raise WarehouseUnreachableError(reason=" ".join(str(error).split())) from error
    server = embedded()
    return psycopg.connect(host=str(server.socket_folder), port=server.port, user="bi_reader", dbname="selfeval")
