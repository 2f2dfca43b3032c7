"""A migrated database that has Citus → facts spread over its workers, and a copy of the dimensions on each.

On a plain PostgreSQL there is nothing to do. What is distributed stays so: asked again, only tables that a later
revision added are new.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, text

from selfeval.warehouse.facts import fct_quality_finding
from selfeval.warehouse.star import DIMENSIONS, FACTS

DISTRIBUTED_BY = {fact: "submission_key" if fact is fct_quality_finding else "department_key" for fact in FACTS}
"""A department's facts lie together. Findings lie by file: that of a held file has neither version nor department."""

ONE_CONNECTION_A_NODE = (
    "set local citus.multi_shard_modify_mode to 'sequential'",
    """
    do $$ begin
        execute format('alter database %I set citus.multi_shard_modify_mode to ''sequential''', current_database());
    end $$
    """,
)
"""A load writes facts and the dimensions that they refer to in one transaction, which Citus allows over one connection
to each worker only. As the database's own setting it holds for every session, whoever opens it."""


def distribute(connection: Connection) -> bool:
    """Distribute what is not yet; True where something was. Names and contents stay what they are."""
    if not is_citus(connection):
        return False
    changes = list(_changes(connection))
    for command in ONE_CONNECTION_A_NODE if changes else ():
        connection.execute(text(command))
    for table, command in changes:
        connection.execute(text(command), {"table": table.fullname, "column": DISTRIBUTED_BY.get(table)})
    return bool(changes)


def is_citus(connection: Connection) -> bool:
    """Whether the database has the extension."""
    return connection.scalar(text("select 1 from pg_extension where extname = 'citus'")) is not None


def _changes(connection: Connection) -> Iterator[tuple[Table, str]]:
    """Tables that are not where they belong, in the order of their references, with what puts each there."""
    placed = set(
        connection.scalars(
            text("select table_name::text from citus_tables where citus_table_type in ('distributed', 'reference')")
        )
    )
    needed = [*(target for fact in FACTS for target in _referred(fact)), *DIMENSIONS]
    for table in dict.fromkeys(needed):
        if table.fullname not in placed:
            yield table, "select create_reference_table(:table)"
    for fact in FACTS:
        if fact.fullname not in placed:
            yield fact, "select create_distributed_table(:table, :column)"


def _referred(table: Table) -> Iterator[Table]:
    """Tables that a table refers to, directly or not, each after those that it refers to itself."""
    for constraint in table.foreign_key_constraints:
        yield from _referred(constraint.referred_table)
        yield constraint.referred_table
