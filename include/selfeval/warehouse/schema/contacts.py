"""What a contact looks like, as data → the functions that keep contacts out of the marts: core.without_contact(text).

A form asks for phone numbers in cells of their own, which no field takes: they stay in the ledger of cells, below the
marts. What is left is free text that somebody put a number into (goals, results, names, remarks), and messages that
quote it. The columns of sql/free_text.csv, in whatever mart they stand, go through the function, which says in place of
a contact that one stood there.
"""

import csv
from collections.abc import Collection

from psycopg import sql
from sqlalchemy import Connection

from selfeval.warehouse.statements import SEEDS, SQL, driver

PATTERNS = SEEDS / "contact_pattern.csv"
FREE_TEXTS = SQL / "free_text.csv"
SELECTED = """
select attname, format_type(atttypid, atttypmod) as type_name, pg_get_viewdef(attrelid) as definition
from pg_attribute
where attrelid = %s::regclass and attnum > 0
order by attnum
"""
HEAD = "create function core.{}(printed text) returns text language sql immutable parallel safe return "
FIGURE = r"case when printed ~ '^[\s0-9０-９.,，+%％-]+$' then printed else core.without_contact(printed) end"
"""What a field of figures prints is a figure, also where it has the digits of a phone number."""
FUNCTIONS = {
    "without_contact": "去除文字中的电话、邮箱、证件号、联系人，并注明略去 / "
    "a text without phone numbers, e-mail addresses, identity numbers and contact persons; says where one was left out",
    "figure_without_contact": "同上；只有一个数字的原样保留 / the same; a text that is one figure stays as it is",
}


def create_functions(connection: Connection) -> None:
    """Make the functions of the patterns, first to last; a text that no sieve catches is looked at once."""
    with PATTERNS.open(encoding="utf-8", newline="") as lines:
        patterns = list(csv.DictReader(lines))
    masked: sql.Composable = sql.SQL("printed")
    for row in patterns:
        replaced = sql.Literal(row["pattern"]), sql.Literal(row["replacement"])
        masked = sql.SQL("regexp_replace({}, {}, {}, 'g')").format(masked, *replaced)
    sieve = "|".join(dict.fromkeys(row["sieve"] for row in patterns))
    body = sql.SQL("case when printed ~ {} then {} else printed end").format(sql.Literal(sieve), masked)
    for name, text in zip(FUNCTIONS, (body, sql.SQL(FIGURE)), strict=True):
        driver(connection).execute(sql.SQL(HEAD).format(sql.Identifier(name)) + text)
        comment = sql.SQL("comment on function {} is {}")
        driver(connection).execute(comment.format(sql.Identifier("core", name), FUNCTIONS[name]))


def drop_functions(connection: Connection) -> None:
    """Drop the functions; no view may use them any more."""
    for name in reversed(FUNCTIONS):
        driver(connection).execute(sql.SQL("drop function if exists {}").format(sql.Identifier("core", name)))


def cover(connection: Connection, view: str, covered_below: Collection[str] = ()) -> None:
    """Make a view, `schema.name`, again with its columns of free text covered; nothing where it has none.

    Columns that are covered where they come from are left as they are.
    """
    with FREE_TEXTS.open(encoding="utf-8", newline="") as lines:
        functions = {
            row["column"]: row["function"] for row in csv.DictReader(lines) if row["column"] not in covered_below
        }
    columns = driver(connection).execute(SELECTED, [view]).fetchall()
    if not any(name in functions for name, _, _ in columns):
        return
    covered = [_covered(name, kind, functions.get(name)) for name, kind, _ in columns]
    body = sql.SQL(columns[0][2].strip().rstrip(";"))
    driver(connection).execute(
        sql.SQL("create or replace view {} as select {} from ({}) as uncovered").format(
            sql.Identifier(*view.split(".")), sql.SQL(", ").join(covered), body
        )
    )


def _covered(name: str, kind: str, function: str | None) -> sql.Composable:
    column = sql.Identifier("uncovered", name)
    if function is None:
        return column
    call = sql.SQL("cast({}({}) as {}) as {}")
    return call.format(sql.Identifier("core", function), column, sql.SQL(kind), sql.Identifier(name))
