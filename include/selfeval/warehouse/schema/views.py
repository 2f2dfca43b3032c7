"""SQL files, seeds and comments → views and closed lists in the warehouse, rebuilt whenever one of the files changes.

A view holds no data, so it has no migration: the files are its only definition, and a fingerprint of them, stored in
core.applied_definition, says whether they are in place. Where it is the same, nothing is touched and no lock is taken,
which matters to a report that is being read. Where it differs, all views are dropped and made again in one
transaction. A view that somebody else built on top makes that fail rather than vanish.
"""

import hashlib
from collections.abc import Iterator
from graphlib import TopologicalSorter

from psycopg import sql
from sqlalchemy import Connection, delete, insert, select, text

from selfeval import vocabulary
from selfeval.warehouse import view_files
from selfeval.warehouse.marts import storing
from selfeval.warehouse.schema import chinese, citus, closed_lists, contacts
from selfeval.warehouse.schema.citus import is_citus
from selfeval.warehouse.statements import SEEDS, SQL, driver
from selfeval.warehouse.tables import dimensions

SCHEMAS = ("mart", "mart_detail", "mart_history", "mart_trace")
"""What BI sees: what people ask first, the long forms, what was known when, and where each number comes from."""
FROM_MARTS = ("mart.bridge_step", "mart.department_year", "mart.finding", "mart.submission")
"""Marts of marts: their texts are without contacts where they come from."""
MARTS = tuple(view for view in view_files.views() if view.split(".")[0] in SCHEMAS)
SHIELDED = (*MARTS, "core.compared_amount", "core.comparison")
"""Views that Citus must not take apart."""
COVERED_BELOW = dict.fromkeys(
    (
        *(f"mart_detail.{name}_year_on_year" for name in ("project", "source", "indicator")),
        *(f"mart_history.{name}" for name in ("budget_execution", "project_evaluation", "indicator_result")),
        "mart.project_year",
        "mart.project_change",
        "mart.indicator_year",
        "mart.department_year_on_year",
        "mart.quality_finding",
        "mart_detail.submission_board",
        "mart_detail.submission_board_project",
    ),
    ("department_name",),
)
"""Columns without contacts already where they are stored, so that an index finds them."""
RETIRED = (
    "core.department_heir",
    "core.accepted_hand_in",
    "core.unit_slip",
    "core.waiver_cover",
    "core.compared_line",
    "core.bridge_item",
    "core.vanished_project",
    "core.lineage_comparison",
    "core.lineage_side",
    "core.counted_total",
    "core.counted_indicator",
    "core.counted_amount",
    "mart.submission_board",
    "mart.submission_board_project",
    "mart.project_year_on_year",
    "mart.region_year_on_year",
    "mart.source_year_on_year",
    "mart.indicator_year_on_year",
    "mart.dim_department",
    "mart.dim_project",
    "mart.dim_department_history",
    "mart.dim_project_history",
    "mart.form_version",
    "mart.budget_execution",
    "mart.project_evaluation",
    "mart.indicator_result",
    "mart.receipt",
    "mart.quality_by_department",
    "mart.quality_by_rule",
    "mart.quality_by_year",
    "mart.waiver",
    "mart.lineage_question",
    "mart.department_question",
    "mart.counting_question",
    "mart.trace_amount",
    "mart.trace_rate",
    "mart.trace_score",
    "mart.trace_indicator",
    "mart.trace_year_on_year",
)
"""Views that earlier versions made: a warehouse that comes from one still has them, on views that are made again."""


def refresh(connection: Connection) -> bool:
    """Bring views, comments and closed lists up to the files; True where something had to be done."""
    is_spread = is_citus(connection)
    fingerprint = _fingerprint(is_spread)
    if connection.scalar(select(dimensions.applied_definition.c.fingerprint)) == fingerprint:
        return False
    closed_lists.fill(connection)
    drop(connection)
    contacts.create_functions(connection)
    for name in in_order():
        driver(connection).execute(view_files.views()[name])
        if stored := storing.AFTER_VIEW.get(name.removeprefix("core.")):
            storing.make(connection, stored)
        if name in MARTS and name not in FROM_MARTS:
            contacts.cover(connection, name, COVERED_BELOW.get(name, ()))
        if is_spread and name in SHIELDED:
            citus.shield(connection, name)
    _comment(connection, is_spread)
    chinese.create(connection)
    if is_spread:
        citus.allow_functions(connection)
    for schema in (*SCHEMAS, chinese.SCHEMA):
        grant = sql.SQL("grant select on all tables in schema {} to bi_reader")
        driver(connection).execute(grant.format(sql.Identifier(schema)))
    connection.execute(insert(dimensions.applied_definition).values(fingerprint=fingerprint))
    return True


def drop(connection: Connection) -> None:
    """Drop all views and forget the fingerprint, so that the next refresh makes them again."""
    chinese.drop(connection)
    known = (*view_files.views(), *RETIRED, *map(citus.moved, (*SHIELDED, *RETIRED)))
    names = sql.SQL(", ").join(sql.Identifier(*name.split(".")) for name in known)
    driver(connection).execute(sql.SQL("drop view if exists {}").format(names))
    storing.drop(connection)
    citus.drop_functions(connection)
    contacts.drop_functions(connection)
    if connection.scalar(text("select to_regclass('core.applied_definition')")):
        connection.execute(delete(dimensions.applied_definition))


def in_order() -> list[str]:
    """The views, each after those that it reads and those whose stored rows it reads."""
    return list(TopologicalSorter({view: sorted(_below(view)) for view in view_files.views()}).static_order())


def depths() -> dict[str, int]:
    """How many views lie one upon the other, from each view down to tables; stored rows are a table's."""
    found: dict[str, int] = {}
    for view in in_order():
        found[view] = 1 + max((found[below] for below in view_files.reads(view) if below in found), default=0)
    return found


def _below(view: str) -> Iterator[str]:
    stored = {f"core.{one.name}": f"core.{one.view}" for one in storing.STORED}
    for relation in view_files.reads(view):
        if (below := stored.get(relation, relation)) in view_files.views():
            yield below


def _fingerprint(is_spread: bool) -> str:
    """Of the files, and of whether they are spread over Citus, where some are views of another kind."""
    digest = hashlib.sha256(b"citus" if is_spread else b"")
    digest.update(repr(storing.STORED).encode())
    for view in in_order():
        digest.update(view_files.views()[view].encode())
    for path in (
        *sorted(SQL.glob("*.csv")),
        *sorted(SQL.rglob("*.yml")),
        *sorted(SEEDS.glob("*.csv")),
        *sorted(vocabulary.FOLDER.glob("*.csv")),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _comment(connection: Connection, is_spread: bool) -> None:
    cursor = driver(connection)
    for kind, name, comment in _comments(connection, is_spread):
        cursor.execute(sql.SQL("comment on {} {} is {}").format(sql.SQL(kind), sql.Identifier(*name), comment))


def _comments(connection: Connection, is_spread: bool) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Comments of the views, of the tables that hold rows of views, and of their columns."""
    shielded = {view: citus.moved(view) for view in SHIELDED} if is_spread else {}
    for described, place in (*((name, name) for name in view_files.relations()), *shielded.items()):
        relation = view_files.relations()[described]
        schema, name = place.split(".")
        yield "view" if described in view_files.views() else "table", (schema, name), relation.comment
        found = driver(connection).execute(
            "select column_name from information_schema.columns where table_schema = %s and table_name = %s",
            (schema, name),
        )
        for (column,) in found.fetchall():
            yield "column", (schema, name, column), relation.described(described, column).comment
