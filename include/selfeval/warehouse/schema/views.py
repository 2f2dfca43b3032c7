"""SQL files, seeds and comments → views and closed lists in the warehouse, rebuilt whenever one of the files changes.

A view holds no data, so it has no migration: the files are its only definition, and a fingerprint of them, stored in
core.applied_definition, says whether they are in place. Where it is the same, nothing is touched and no lock is taken,
which matters to a report that is being read. Where it differs, all views are dropped and made again in one
transaction. A view that somebody else built on top makes that fail rather than vanish.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from psycopg import sql
from sqlalchemy import Connection, Table, delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from selfeval.warehouse.marts import storing
from selfeval.warehouse.schema import chinese, contacts, shielding
from selfeval.warehouse.schema.descriptions import described
from selfeval.warehouse.schema.distributing import is_citus
from selfeval.warehouse.statements import SEEDS, SQL, driver, statement
from selfeval.warehouse.tables import counting, dimensions, operations

VIEWS = (
    "core/withdrawn_submission",
    "core/accepted_hand_in",
    "core/version_span",
    "core/form_version",
    "core/version_succession",
    "core/submission_succession",
    "core/version_followed",
    "core/line_in_force",
    "core/finding",
    "core/waiver",
    "core/waiver_cover",
    "core/finding_waiver",
    "core/undisputed_line",
    "core/deferred_submission",
    "core/held_followed",
    "core/versioned_finding",
    "core/unversioned_finding",
    "core/finding_history",
    "core/submission_verdict",
    "core/unit_slip",
    "core/counted_line",
    "core/counted_span",
    "core/line_span",
    "core/project_year",
    "core/project_line",
    "core/lineage_member",
    "core/lineage_question",
    "core/department_question",
    "core/department_succession",
    "core/department_heir",
    "core/renamed_department",
    "core/current_department",
    "core/project_total",
    "core/project_row",
    "core/current_project",
    "core/settled_department",
    "core/durable_department",
    "core/department_ending",
    "core/current_list",
    "core/department_region",
    "core/office_day",
    "core/expected_year",
    "core/handed_in_year",
    "core/open_critical",
    "core/followed_project",
    "core/expected_project_year",
    "core/received_project",
    "core/project_standing",
    "core/department_standing",
    "core/board_department",
    "core/board_project",
    "mart_detail/submission_board",
    "mart_detail/submission_board_project",
    "core/cell_note",
    "core/comparison_member",
    "core/comparable_line",
    "core/compared_line",
    "core/compared_total",
    "core/compared_indicator",
    "core/compared_amount",
    "core/traced_line",
    "core/comparison_share",
    "core/comparison",
    "core/bridge_item",
    "core/bridge_sum",
    "core/bridge_execution",
    "core/named_department",
    "core/bridge",
    "core/department_place",
    "core/placed_department",
    "core/counted_twice",
    "core/bridge_rolled",
    "mart_detail/project_year_on_year",
    "mart/department_year_on_year",
    "mart_detail/region_year_on_year",
    "mart/government_year_on_year",
    "mart_detail/source_year_on_year",
    "mart_detail/indicator_year_on_year",
    "core/compared_project",
    "core/shared_comparison",
    "core/changed_project",
    "mart/bridge_step",
    "mart/project_change",
    "mart/project_year",
    "mart/department_year",
    "mart/indicator_year",
    "core/project_step",
    "core/project_chain",
    "core/project_ending",
    "mart_history/dim_department",
    "mart_history/dim_project",
    "mart_history/dim_department_history",
    "mart_history/dim_project_history",
    "mart_history/form_version",
    "mart_history/budget_execution",
    "mart_history/project_evaluation",
    "mart_history/indicator_result",
    "mart_history/receipt",
    "core/told_finding",
    "mart/quality_finding",
    "core/rule_title",
    "mart/rule",
    "mart/finding",
    "mart/submission",
    "core/quality_count",
    "mart_detail/quality_by_department",
    "mart_detail/quality_by_rule",
    "mart_detail/quality_by_year",
    "mart_history/waiver",
    "mart_history/lineage_question",
    "mart_history/department_question",
    "mart_history/counting_question",
    "core/open_question",
    "mart_trace/trace_amount",
    "mart_trace/trace_rate",
    "mart_trace/trace_score",
    "mart_trace/trace_indicator",
    "mart_trace/trace_year_on_year",
)
"""Each file once, a view after those that it reads."""
SCHEMAS = ("mart", "mart_detail", "mart_history", "mart_trace")
"""What BI sees: what people ask first, the long forms, what was known when, and whence each number comes."""
FROM_MARTS = ("mart/bridge_step", "mart/department_year", "mart/finding", "mart/submission")
"""Marts of marts: their texts are without contacts where they come from."""
MARTS = tuple(view for view in VIEWS if view.split("/")[0] in SCHEMAS)
SHIELDED = (*MARTS, "core/compared_amount", "core/comparison")
"""Views that Citus must not take apart."""
COVERED_BELOW = dict.fromkeys(
    (
        *(f"mart_detail/{name}_year_on_year" for name in ("project", "source", "indicator")),
        *(f"mart_history/{name}" for name in ("budget_execution", "project_evaluation", "indicator_result")),
        "mart/project_year",
        "mart/project_change",
        "mart/indicator_year",
        "mart/department_year_on_year",
        "mart/quality_finding",
        "mart_detail/submission_board",
        "mart_detail/submission_board_project",
    ),
    ("department_name",),
)
"""Columns without contacts already where they are stored, so that an index finds them."""
RETIRED = (
    "core/vanished_project",
    "core/lineage_comparison",
    "core/lineage_side",
    "core/counted_total",
    "core/counted_indicator",
    "core/counted_amount",
    "mart/submission_board",
    "mart/submission_board_project",
    "mart/project_year_on_year",
    "mart/region_year_on_year",
    "mart/source_year_on_year",
    "mart/indicator_year_on_year",
    "mart/dim_department",
    "mart/dim_project",
    "mart/dim_department_history",
    "mart/dim_project_history",
    "mart/form_version",
    "mart/budget_execution",
    "mart/project_evaluation",
    "mart/indicator_result",
    "mart/receipt",
    "mart/quality_by_department",
    "mart/quality_by_rule",
    "mart/quality_by_year",
    "mart/waiver",
    "mart/lineage_question",
    "mart/department_question",
    "mart/counting_question",
    "mart/trace_amount",
    "mart/trace_rate",
    "mart/trace_score",
    "mart/trace_indicator",
    "mart/trace_year_on_year",
)
"""Views that earlier versions made: a warehouse that comes from one still has them, on views that are made again."""
SEEDED = {
    "measure": dimensions.dim_measure,
    "funding_source": dimensions.dim_funding_source,
    "amount_unit": dimensions.dim_amount_unit,
    "lineage_kind": dimensions.dim_lineage_kind,
    "comparability": dimensions.dim_comparability,
    "region": operations.dim_region,
    "board_state": dimensions.dim_board_state,
    "expectation": dimensions.dim_expectation,
    "rule_part": dimensions.dim_rule_part,
    "counting_outcome": counting.dim_counting_outcome,
    "counting_question": counting.dim_counting_question,
    "finding_title": dimensions.dim_finding_title,
}


def refresh(connection: Connection) -> bool:
    """Bring views, comments and closed lists up to the files; True where something had to be done."""
    is_spread = is_citus(connection)
    fingerprint = _fingerprint(is_spread)
    if connection.scalar(select(dimensions.applied_definition.c.fingerprint)) == fingerprint:
        return False
    for name, table in SEEDED.items():
        _seed(connection, table, SEEDS / f"{name}.csv")
    drop(connection)
    contacts.create_functions(connection)
    for name in VIEWS:
        driver(connection).execute(statement(name))
        if stored := storing.AFTER_VIEW.get(name.removeprefix("core/")):
            storing.make(connection, stored)
        if name in MARTS and name not in FROM_MARTS:
            contacts.cover(connection, name, COVERED_BELOW.get(name, ()))
        if is_spread and name in SHIELDED:
            shielding.shield(connection, name)
    _comment(connection, is_spread)
    chinese.create(connection)
    if is_spread:
        shielding.allow_functions(connection)
    for schema in (*SCHEMAS, chinese.SCHEMA):
        grant = sql.SQL("grant select on all tables in schema {} to bi_reader")
        driver(connection).execute(grant.format(sql.Identifier(schema)))
    connection.execute(insert(dimensions.applied_definition).values(fingerprint=fingerprint))
    return True


def drop(connection: Connection) -> None:
    """Drop all views and forget the fingerprint, so that the next refresh makes them again."""
    chinese.drop(connection)
    known = (*VIEWS, *RETIRED, *map(shielding.moved, (*SHIELDED, *RETIRED)))
    names = sql.SQL(", ").join(sql.Identifier(*name.split("/")) for name in known)
    driver(connection).execute(sql.SQL("drop view if exists {}").format(names))
    storing.drop(connection)
    shielding.drop_functions(connection)
    contacts.drop_functions(connection)
    if connection.scalar(text("select to_regclass('core.applied_definition')")):
        connection.execute(delete(dimensions.applied_definition))


def _fingerprint(is_spread: bool) -> str:
    """Of the files, and of whether they are spread over Citus, where some are views of another kind."""
    digest = hashlib.sha256(b"citus" if is_spread else b"")
    digest.update(repr(storing.STORED).encode())
    files = (
        *(SQL / f"{name}.sql" for name in VIEWS),
        *sorted(SQL.glob("*.csv")),
        *sorted(SQL.glob("*/*.yml")),
        *sorted(SEEDS.glob("*.csv")),
    )
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _seed(connection: Connection, table: Table, path: Path) -> None:
    """Insert and update the rows of one closed list; a row that left the file stays, since facts may point to it."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    command = upsert(table).values(rows)
    keys = [column.name for column in table.primary_key]
    changed = {column.name: command.excluded[column.name] for column in table.columns if column.name not in keys}
    connection.execute(command.on_conflict_do_update(index_elements=keys, set_=changed))


def _comment(connection: Connection, is_spread: bool) -> None:
    cursor = driver(connection)
    for kind, name, comment in _comments(connection, is_spread):
        cursor.execute(sql.SQL("comment on {} {} is {}").format(sql.SQL(kind), sql.Identifier(*name), comment))


def _comments(connection: Connection, is_spread: bool) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Comments of views and their columns; a column without a line of its own takes the line of its name."""
    with (SQL / "comments.csv").open(encoding="utf-8", newline="") as lines:
        texts = {(row["view"], row["column"]): f"{row['zh']} / {row['en']}" for row in csv.DictReader(lines)}
    shielded = {view: shielding.moved(view) for view in SHIELDED} if is_spread else {}
    stored = [f"core/{one.name}" for one in storing.STORED]
    for view, place in (*((name, name) for name in (*VIEWS, *stored)), *shielded.items()):
        schema, name = place.split("/")
        told = described().get(view)
        comment = told.description.comment if told else texts[view, ""]
        yield "table" if view in stored else "view", (schema, name), comment
        found = driver(connection).execute(
            "select column_name from information_schema.columns where table_schema = %s and table_name = %s",
            (schema, name),
        )
        for (column,) in found.fetchall():
            comment = told.column(column).comment if told else texts.get((view, column)) or texts["", column]
            yield "column", (schema, name, column), comment
