"""A running embedded server -> the databases and roles of selfeval and of Airflow on it."""

from importlib.metadata import version

import psycopg
from psycopg import sql

from selfeval.local.credentials import credentials
from selfeval.local.postgres import Server
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.schema.reader import confine_reader_role

OWNERS = {"selfeval": "selfeval", "airflow": "airflow"}
"""Database -> the role that owns it; neither is a superuser."""


def ensure(server: Server) -> None:
    """Make what is missing of databases and roles, and give bi_reader its password."""
    with _connect(server) as connection:
        for role in (*OWNERS.values(), "bi_reader"):
            _ensure_role(connection, role)
        for database, owner in OWNERS.items():
            _ensure_database(connection, database, owner)
        password = sql.SQL("alter role bi_reader password {}").format(credentials().bi_reader)
        connection.execute(password)
        connection.execute("grant connect on database selfeval to bi_reader")
        connection.execute("revoke all on database postgres from public")
    # Here we are the administrator; the migrations, which run as the owner, may not confine the reader.
    with transaction(server.url("postgres", "selfeval")) as warehouse:
        confine_reader_role(warehouse)


def metadata_version(server: Server) -> str | None:
    """The Airflow version whose migrations the metadata database has, as noted by `note_metadata_version`."""
    with _connect(server) as connection:
        row = connection.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = 'airflow'"
        ).fetchone()
    return row[0] if row else None


def note_metadata_version(server: Server) -> None:
    """Note in the metadata database itself that it is migrated to the installed Airflow."""
    note = sql.SQL("comment on database airflow is {}").format(airflow_version())
    with _connect(server) as connection:
        connection.execute(note)


def airflow_version() -> str:
    """The installed Airflow, without importing it."""
    return version("apache-airflow-core")


def _connect(server: Server) -> psycopg.Connection[tuple[str | None, ...]]:
    return psycopg.connect(
        host=str(server.socket_folder), port=server.port, user="postgres", dbname="postgres", autocommit=True
    )


def _ensure_role(connection: psycopg.Connection[tuple[str | None, ...]], role: str) -> None:
    if not connection.execute("select from pg_roles where rolname = %s", [role]).fetchall():
        connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))


def _ensure_database(connection: psycopg.Connection[tuple[str | None, ...]], database: str, owner: str) -> None:
    if connection.execute("select from pg_database where datname = %s", [database]).fetchall():
        return
    names = {"database": sql.Identifier(database), "owner": sql.Identifier(owner)}
    connection.execute(sql.SQL("create database {database} owner {owner}").format(**names))
    connection.execute(sql.SQL("revoke all on database {database} from public").format(**names))
