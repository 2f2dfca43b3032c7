"""The marts that have descriptions → views of schema 数据集市, the same rows under Chinese names.

Nothing is selected, joined or calculated here but in the marts: a name is the only thing that differs.
"""

from psycopg import sql
from sqlalchemy import Connection

from selfeval.warehouse.schema.descriptions import View, described
from selfeval.warehouse.statements import driver

SCHEMA = "数据集市"
COLUMNS = """
select attname from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum
"""
EXISTING = "select relname from pg_class where relnamespace = to_regnamespace(%s) and relkind = 'v'"


def create(connection: Connection) -> None:
    """Make a view of every described mart, with its comments."""
    for place, view in described().items():
        _create_view(connection, place, view)


def drop(connection: Connection) -> None:
    """Drop the views, whatever they were called."""
    for (name,) in driver(connection).execute(EXISTING, [SCHEMA]).fetchall():
        driver(connection).execute(sql.SQL("drop view {}").format(sql.Identifier(SCHEMA, name)))


def _create_view(connection: Connection, place: str, view: View) -> None:
    cursor = driver(connection)
    columns = [column for (column,) in cursor.execute(COLUMNS, [place.replace("/", ".")]).fetchall()]
    named = sql.Identifier(SCHEMA, view.description.name)
    selected = sql.SQL(", ").join(
        sql.SQL("{} as {}").format(sql.Identifier(column), sql.Identifier(view.column(column).name))
        for column in columns
    )
    mart = sql.Identifier(*place.split("/"))
    cursor.execute(sql.SQL("create view {} as select {} from {}").format(named, selected, mart))
    cursor.execute(sql.SQL("comment on view {} is {}").format(named, view.description.comment))
    for column in columns:
        told = view.column(column)
        cursor.execute(
            sql.SQL("comment on column {} is {}").format(
                sql.Identifier(SCHEMA, view.description.name, told.name), told.comment
            )
        )
