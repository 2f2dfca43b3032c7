"""A view on Citus → the same view, answered as a whole and in its owner's name.

Citus takes a view apart. It asks for what lies below in the name of who asked, on every node: a reader of the marts
would need rights on schema core, and would see below the marts. And it plans every part as a query of its own, each
time: a mart of fifty parts takes seconds before it begins. So there a mart, and a view on which several rest, moves
aside, and in its place stands a view of a function of the owner, whose plan a session keeps. The price is that a
question reads such a view whole.
"""

from psycopg import sql
from sqlalchemy import Connection

from selfeval.warehouse.statements import driver

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
