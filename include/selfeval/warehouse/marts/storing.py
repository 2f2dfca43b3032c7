"""Views of schema core → tables with their columns, which hold their rows; made with the views, dropped with them.

A stored table is no data of its own, so that it has no migration: its columns are those of its view, and a new version
of the views makes it anew and fills it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from psycopg import sql
from sqlalchemy import Connection, text

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import driver

PARTITION_LOCK = 7_202_100_003
"""Advisory lock: one maker of partitions of stored tables at a time; see migrate.MIGRATION_LOCK."""


@dataclass(frozen=True)
class Stored:
    """A table `core.name` that holds the rows of `core.view`, by which columns they are found, and with what indexes.

    Where a row is true for a span of time only, the table says for which.
    """

    name: str
    view: str
    keys: tuple[str, ...]
    indexes: tuple[str, ...]
    is_by_year: bool = False
    is_spanned: bool = False


YEAR_ON_YEAR = Stored(
    "year_on_year",
    "bridge",
    (
        *("fiscal_year", "grain", "subject", "department_name", "thing_code", "thing_department_key", "measure_code"),
        *("valid_from", "valid_to"),
    ),
    (
        "create index ix_year_on_year__department_name on core.year_on_year (grain, department_name)",
        (
            "create index ix_year_on_year__thing_code on core.year_on_year (thing_code)"
            " where grain in ('project', 'indicator')"
        ),
        (
            "create index ix_year_on_year__thing_department_key on core.year_on_year (thing_department_key)"
            " where grain in ('department', 'source')"
        ),
        (
            "create index ix_year_on_year__shared on core.year_on_year (fiscal_year)"
            " where grain = 'project' and shared_department_keys is not null"
        ),
    ),
    is_by_year=True,
    is_spanned=True,
)
PUBLISHED_MEMBER = Stored(
    "published_member",
    "lineage_member",
    ("lineage_code", "department_key", "fiscal_year", "side", "member_year", "project_key"),
    (
        "create index ix_published_member__project_key on core.published_member (project_key, member_year)",
        "create index ix_published_member__lineage_code on core.published_member (lineage_code)",
        "create index ix_published_member__fiscal_year on core.published_member (fiscal_year, department_key)",
    ),
)
KNOWN_FINDING = Stored(
    "known_finding",
    "told_finding",
    ("submission_key", "department_name", "fiscal_year", "department_key", "project_key", "rule_code", "finding_state"),
    (
        "create index ix_known_finding__department_name on core.known_finding (department_name, fiscal_year)",
        "create index ix_known_finding__submission_key on core.known_finding (submission_key)",
    ),
)
KNOWN_DEPARTMENT_STANDING = Stored(
    "known_department_standing",
    "department_standing",
    ("department_code", "department_name", "fiscal_year", "valid_to"),
    (
        (
            "create index ix_known_department_standing__department_name"
            " on core.known_department_standing (department_name)"
        ),
        (
            "create index ix_known_department_standing__department_code"
            " on core.known_department_standing (department_code)"
        ),
    ),
    is_spanned=True,
)
KNOWN_PROJECT_STANDING = Stored(
    "known_project_standing",
    "project_standing",
    ("department_code", "fiscal_year", "valid_to"),
    ("create index ix_known_project_standing__department_code on core.known_project_standing (department_code)",),
    is_spanned=True,
)
KNOWN_NOTE = Stored(
    "known_note",
    "cell_note",
    ("submission_key", "cell"),
    ("create unique index uq_known_note__cell on core.known_note (submission_key, cell)",),
)
KNOWN_VERSION = Stored(
    "known_version",
    "form_version",
    ("form_version_key", "department_key", "fiscal_year"),
    (
        "create unique index uq_known_version__form_version_key on core.known_version (form_version_key)",
        "create index ix_known_version__department_key on core.known_version (department_key)",
    ),
)
KNOWN_SPAN = Stored(
    "known_span",
    "line_span",
    (
        "form_version_key",
        "project_number",
        "department_key",
        "fiscal_year",
        "project_key",
        "counted_from",
        "counted_to",
    ),
    (
        "create index ix_known_span__form_version_key on core.known_span (form_version_key, project_number)",
        "create index ix_known_span__department_key on core.known_span (department_key, fiscal_year)",
        "create index ix_known_span__project_key on core.known_span (project_key)",
    ),
)
KNOWN_DEPARTMENT = Stored(
    "known_department",
    "current_department",
    ("department_key", "current_department_key", "department_name", "reported_department_name"),
    (
        "create unique index uq_known_department__department_key on core.known_department (department_key)",
        "create index ix_known_department__current_department_key on core.known_department (current_department_key)",
        "create index ix_known_department__reported_name on core.known_department (reported_department_name)",
    ),
)
KNOWN_PROJECT = Stored(
    "known_project",
    "project_row",
    ("department_key", "fiscal_year", "project_key", "department_name"),
    (
        "create index ix_known_project__department_key on core.known_project (department_key)",
        "create index ix_known_project__department_name on core.known_project (department_name, fiscal_year)",
        "create index ix_known_project__fiscal_year on core.known_project (fiscal_year)",
    ),
)
KNOWN_LINE = Stored(
    "known_line",
    "project_line",
    ("department_key", "fiscal_year", "project_key", "form_version_key"),
    ("create index ix_known_line__department_key on core.known_line (department_key, fiscal_year)",),
)
COUNTED = (KNOWN_VERSION, KNOWN_SPAN, KNOWN_DEPARTMENT, KNOWN_LINE, KNOWN_PROJECT)
BOARD = (KNOWN_DEPARTMENT_STANDING, KNOWN_PROJECT_STANDING)
STORED = (YEAR_ON_YEAR, PUBLISHED_MEMBER, KNOWN_FINDING, KNOWN_NOTE, *COUNTED, *BOARD)
AFTER_VIEW = {stored.view: stored for stored in STORED}
SPAN = """,
    valid_from timestamptz not null default '-infinity',
    valid_to timestamptz not null default 'infinity'"""


def make(connection: Connection, stored: Stored) -> None:
    """Create the table of a view that is there, with its indexes, empty."""
    place = {"table": sql.Identifier("core", stored.name), "view": sql.Identifier("core", stored.view)}
    span = sql.SQL(SPAN if stored.is_spanned else "")
    command = sql.SQL("create table {table} (like {view}{span})").format(**place, span=span)
    if stored.is_by_year:
        command += sql.SQL(" partition by list (fiscal_year)")
    driver(connection).execute(command)
    for index in stored.indexes:
        connection.execute(text(index))
    _leave_out_of_statistics(connection, stored, stored.name)


def columns(connection: Connection, stored: Stored) -> list[str]:
    """The columns of a stored table that its view has, in order."""
    asked = text(
        "select attname from pg_attribute where attrelid = cast(:name as regclass) and attnum > 0 order by attnum"
    )
    return list(connection.scalars(asked, {"name": f"core.{stored.view}"}))


def drop(connection: Connection) -> None:
    """Drop the tables; no view may use them any more."""
    for stored in STORED:
        driver(connection).execute(sql.SQL("drop table if exists {}").format(sql.Identifier("core", stored.name)))


def ensure(fiscal_years: Iterable[int]) -> None:
    """Make the partitions that are missing, in a transaction of their own, before the rows come: see
    submissions/partitions.py."""
    with transaction() as connection:
        if _missing(connection, fiscal_years):
            make_partitions(connection, fiscal_years)


def make_partitions(connection: Connection, fiscal_years: Iterable[int]) -> None:
    """Make the partitions that are missing."""
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": PARTITION_LOCK})
    for stored, year in _missing(connection, fiscal_years):
        names = {
            "table": sql.Identifier("core", stored.name),
            "partition": sql.Identifier("core", f"{stored.name}_{year}"),
            "year": sql.Literal(year),
        }
        for command in (
            "create table {partition} (like {table} including comments including defaults)",
            "alter table {table} attach partition {partition} for values in ({year})",
        ):
            driver(connection).execute(sql.SQL(command).format(**names))
        _leave_out_of_statistics(connection, stored, f"{stored.name}_{year}")
        comment = connection.scalar(
            text("select obj_description(cast(:name as regclass), 'pg_class')"), {"name": f"core.{stored.name}"}
        )
        driver(connection).execute(
            sql.SQL("comment on table {} is {}").format(names["partition"], sql.Literal(comment))
        )


def _leave_out_of_statistics(connection: Connection, stored: Stored, table: str) -> None:
    """Gather statistics of the columns by which rows are found only: of a hundred columns it takes seconds."""
    columns = connection.scalars(
        text("select attname from pg_attribute where attrelid = cast(:name as regclass) and attnum > 0"),
        {"name": f"core.{table}"},
    )
    changes = [
        sql.SQL("alter column {} set statistics 0").format(sql.Identifier(column))
        for column in columns
        if column not in stored.keys
    ]
    command = sql.SQL("alter table {} {}").format(sql.Identifier("core", table), sql.SQL(", ").join(changes))
    driver(connection).execute(command)


def _missing(connection: Connection, fiscal_years: Iterable[int]) -> list[tuple[Stored, int]]:
    wanted = {
        f"{one.name}_{year}": (one, year) for year in sorted(set(fiscal_years)) for one in STORED if one.is_by_year
    }
    asked = text("select relname from pg_class where relnamespace = 'core'::regnamespace and relname = any(:names)")
    present = set(connection.scalars(asked, {"names": list(wanted)}))
    return [place for name, place in wanted.items() if name not in present]
