"""The marts that have a name in Chinese → views of schema 数据集市, the same rows under Chinese names.

Nothing is selected, joined or calculated here but in the marts: a name is the only thing that differs.
"""

from psycopg import sql
from sqlalchemy import Connection

from selfeval.warehouse.statements import driver
from selfeval.warehouse.view_files import Relation, relations

SCHEMA = "数据集市"
COLUMNS = """
select attname from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum
"""
EXISTING = "select relname from pg_class where relnamespace = to_regnamespace(%s) and relkind = 'v'"


def create(connection: Connection) -> None:
    """Make a view of every mart that has a Chinese name, with its comments."""
    for name, mart in relations().items():
        if mart.name:
            _create_view(connection, name, mart)


def drop(connection: Connection) -> None:
    """Drop the views, whatever they were called."""
    for (name,) in driver(connection).execute(EXISTING, [SCHEMA]).fetchall():
        driver(connection).execute(sql.SQL("drop view {}").format(sql.Identifier(SCHEMA, name)))


def _create_view(connection: Connection, name: str, mart: Relation) -> None:
    cursor = driver(connection)
    columns = [column for (column,) in cursor.execute(COLUMNS, [name]).fetchall()]
    described = {column: mart.described(name, column) for column in columns}
    view = sql.Identifier(SCHEMA, mart.name)
    selected = sql.SQL(", ").join(
        sql.SQL("{} as {}").format(sql.Identifier(column), sql.Identifier(one.name))
        for column, one in described.items()
    )
    cursor.execute(
        sql.SQL("create view {} as select {} from {}").format(view, selected, sql.Identifier(*name.split(".")))
    )
    cursor.execute(sql.SQL("comment on view {} is {}").format(view, mart.comment))
    for one in described.values():
        column = sql.Identifier(SCHEMA, mart.name, one.name)
        cursor.execute(sql.SQL("comment on column {} is {}").format(column, one.comment))
