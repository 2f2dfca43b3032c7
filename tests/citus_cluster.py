"""The server that SELFEVAL_TEST_SERVER names → fresh databases on it, and on its Citus workers where it has some."""

from collections.abc import Callable, Iterator
from itertools import count
from os import getpid
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

Connection = psycopg.Connection[tuple[Any, ...]]
KEPT = 12
"""Citus keeps a watcher at work in each database; a test has at most this many at once."""


def fresh_on_server(
    address: str, *, kind: str = "", on_one_node: bool = False, original: str | None = None
) -> Iterator[Callable[[], str]]:
    """A maker of empty databases, or of copies of one that is closed; they are dropped some tests later."""
    made: list[str] = []
    nodes = [{}] if on_one_node else _nodes(address)
    numbers = count(1)

    def drop(keeping: int) -> None:
        while len(made) > keeping:
            name = made.pop(0)
            for node in nodes:
                _command(address, node, "drop database if exists {} with (force)", name)

    def fresh_database() -> str:
        drop(KEPT)
        name = f"test_{kind}{getpid()}_{next(numbers)}"
        made.append(name)
        command = f"create database {{}} template {original} strategy file_copy" if original else "create database {}"
        for node in nodes:
            _command(address, node, command, name)
        if original:
            _copy_settings(address, original, name)
        elif len(nodes) > 1:
            _join(address, nodes, name)
        known = conninfo_to_dict(address)
        return f"postgresql+psycopg://{known['user']}:@{known['host']}:{known.get('port', 5432)}/{name}"

    yield fresh_database
    drop(0)


def migrated_on_server(address: str, migrate: Callable[[str], object]) -> Iterator[Callable[[], str]]:
    """A maker of migrated databases: one is migrated and closed, the others are its copies, node by node.

    To make, join and migrate a database on a cluster takes twenty seconds; a copy takes one.
    """
    for fresh_database in fresh_on_server(address, kind="original_"):
        url = fresh_database()
        migrate(url)
        name = url.rsplit("/", 1)[1]
        for node in _nodes(address):
            _command(address, node, "alter database {} allow_connections false", name)
            with psycopg.connect(address, **node) as connection:
                connection.execute(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s", [name]
                )
        yield from fresh_on_server(address, kind="copy_", original=name)


def _nodes(address: str) -> list[dict[str, Any]]:
    """Hosts and ports of all nodes, the coordinator first; one without an address where there is no Citus."""
    with psycopg.connect(address) as connection:
        if not connection.execute("select 1 from pg_extension where extname = 'citus'").fetchall():
            return [{}]
        found = connection.execute("select nodename, nodeport from pg_dist_node order by groupid").fetchall()
    return [{"host": host, "port": port} for host, port in found]


def _join(address: str, nodes: list[dict[str, Any]], name: str) -> None:
    for node in nodes:
        with psycopg.connect(address, **node | {"dbname": name}) as connection:
            connection.execute("create extension citus")
    coordinator, *workers = nodes
    with psycopg.connect(address, **coordinator | {"dbname": name}, autocommit=True) as connection:
        connection.execute("select citus_set_coordinator_host(%s, %s)", [*coordinator.values()])
        for worker in workers:
            connection.execute("select citus_add_node(%s, %s)", [*worker.values()])


def _copy_settings(address: str, original: str, name: str) -> None:
    """PostgreSQL copies a database without the settings that it has of its own."""
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "select unnest(setconfig) from pg_db_role_setting inner join pg_database on setdatabase = pg_database.oid"
            " where datname = %s and setrole = 0",
            [original],
        ).fetchall()
    for (setting,) in found:
        name_of, value = setting.split("=", 1)
        _command(address, {}, f"alter database {{}} set {name_of} = '{value}'", name)


def _command(address: str, node: dict[str, Any], command: str, name: str) -> None:
    with psycopg.connect(address, **node, autocommit=True) as connection:
        connection.execute(sql.SQL(command).format(sql.Identifier(name)))


def require_equal_copies(address: str) -> None:
    """Fail where a reference table is not the same on every node; on a database without Citus there is nothing to see.

    Citus runs some updates on the coordinator alone, and says nothing.
    """
    with psycopg.connect(address) as connection:
        if not connection.execute("select 1 from pg_extension where extname = 'citus'").fetchall():
            return
        tables = connection.execute(
            "select table_name::text from citus_tables where citus_table_type = 'reference' order by 1"
        ).fetchall()
        digest = "select '{0} ' || coalesce(md5(string_agg(row::text, '' order by row::text)), '') from {0} as row"
        digests = " union all ".join(digest.format(table) for (table,) in tables)
        found = connection.execute(
            "select result from run_command_on_all_nodes(%s)",
            [f"select string_agg(digest, '; ' order by digest) from ({digests}) as each_table (digest)"],  # noqa: S608
        ).fetchall()
    if len(set(found)) > 1:
        raise AssertionError("copies differ:\n" + "\n".join(str(copies) for (copies,) in found))
