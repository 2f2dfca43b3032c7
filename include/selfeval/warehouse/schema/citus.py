"""Citus: facts spread by department, dimensions on every node, and marts that are answered as a whole."""

from collections.abc import Iterator

from psycopg import sql
from sqlalchemy import Connection, Table, text
from sqlalchemy.schema import SetColumnComment, SetTableComment

from selfeval.warehouse.statements import driver
from selfeval.warehouse.tables.facts import fct_quality_finding
from selfeval.warehouse.tables.star import DIMENSIONS, FACTS, metadata

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

PLACED = "select logicalrelid::text from pg_dist_partition where partmethod = 'h' or repmodel = 't'"
"""Distributed and reference tables. Not from the view citus_tables: it asks the workers for sizes, over connections
that would wait for what this transaction itself has changed."""


def distribute(connection: Connection) -> bool:
    """Distribute what is not yet; True where something was. Names and contents stay what they are."""
    if not is_citus(connection):
        return False
    changes = list(_changes(connection))
    for command in ONE_CONNECTION_A_NODE if changes else ():
        connection.execute(text(command))
    for table, command in changes:
        connection.execute(text(command), {"table": table.fullname, "column": DISTRIBUTED_BY.get(table)})
    if changes:
        _comment(connection)
    return bool(changes)


def allow_drops(connection: Connection) -> None:
    """Let a table of the coordinator be dropped in this transaction.

    Citus would first turn those that lose their last reference back into plain tables, which it refuses for a key that
    counts by itself.
    """
    if is_citus(connection):
        connection.execute(text("set local citus.enable_local_reference_table_foreign_keys to off"))


def is_citus(connection: Connection) -> bool:
    """Whether the database has the extension."""
    return connection.scalar(text("select 1 from pg_extension where extname = 'citus'")) is not None


def _comment(connection: Connection) -> None:
    """Give all tables their comments again: Citus makes those that it distributes anew, and leaves them out."""
    for table in metadata.sorted_tables:
        connection.execute(SetTableComment(table))
        for column in table.columns:
            connection.execute(SetColumnComment(column))


def _changes(connection: Connection) -> Iterator[tuple[Table, str]]:
    """Tables that are not where they belong, in the order of their references, with what puts each there."""
    placed = set(connection.scalars(text(PLACED)))
    triggered = set(connection.scalars(text("select tgrelid::regclass::text from pg_trigger where not tgisinternal")))
    for table in _connected():
        if table.fullname in placed or table.fullname in triggered:
            continue
        if table in DISTRIBUTED_BY:
            yield table, "select create_distributed_table(:table, :column)"
        else:
            yield table, "select create_reference_table(:table)"


def _connected() -> list[Table]:
    """Facts, dimensions, and every other table with a foreign key, each after those that it refers to itself.

    A table with triggers stays on the coordinator. One that merely refers to a dimension must not: Citus would update
    a reference table by a join with it on the coordinator alone, and the copies would differ in silence.
    """
    connected = {*FACTS, *DIMENSIONS}
    for table in metadata.sorted_tables:
        targets = {key.column.table for key in table.foreign_keys}
        connected |= {table, *targets} if targets else set()
    return [table for table in metadata.sorted_tables if table in connected and table not in DISTRIBUTED_BY] + FACTS


COLUMNS = """
select attname, format_type(atttypid, atttypmod)
from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped
order by attnum
"""
SHIELD = """
alter view {view} rename to {name};
alter view {renamed} set schema core;
create function {moved}() returns table ({columns}) language sql stable security definer set search_path = '' as {body};
revoke execute on function {moved} from public;
comment on function {moved} is '一个视图的各行，以所有者之名查问 / rows of a view, asked for in the owner''s name';
create view {view} as select * from {moved}()
"""
FUNCTIONS = "select oid::regprocedure::text from pg_proc where pronamespace = to_regnamespace('core') and prosecdef"


def moved(view: str) -> str:
    """Where a view, `schema.name`, lies while it is shielded."""
    return f"core.{view.replace('.', '_')}"


def shield(connection: Connection, view: str) -> None:
    """Move a view, `schema.name`, to schema core and put a view of the owner's function in its place.

    Who may ask that view may not yet call the function: see `allow_functions`.
    """
    schema, name = view.split(".")[0], moved(view).split(".")[1]
    columns = driver(connection).execute(COLUMNS, [view]).fetchall()
    place = sql.Identifier("core", name)
    parts = {
        "view": sql.Identifier(*view.split(".")),
        "name": sql.Identifier(name),
        "renamed": sql.Identifier(schema, name),
        "moved": place,
        "columns": sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(one), sql.SQL(kind)) for one, kind in columns
        ),
        "body": sql.Literal(sql.SQL("select * from {}").format(place).as_string()),
    }
    for command in SHIELD.split(";"):
        driver(connection).execute(sql.SQL(command).format(**parts))


def allow_functions(connection: Connection) -> None:
    """Let bi_reader call the functions, all at once: for each grant Citus makes sure of the role on every node."""
    driver(connection).execute("grant execute on all functions in schema core to bi_reader")


def drop_functions(connection: Connection) -> None:
    """Drop the functions; no view may use them any more."""
    for (function,) in driver(connection).execute(FUNCTIONS).fetchall():
        driver(connection).execute(sql.SQL("drop function {}").format(sql.SQL(function)))
