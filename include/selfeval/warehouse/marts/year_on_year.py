"""Comparisons of a fiscal year → the stored rows of its year on year, now and from each instant at which a waiver ends.

A waiver ends by the clock, without anything being run. So the rows that it touches are stored twice: as they are until
then, and as they will be. Whoever asks finds the rows that are true at that moment.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import sql
from sqlalchemy import Connection, text

from selfeval.warehouse.marts.definition import composed
from selfeval.warehouse.statements import driver, run

YEAR_LOCK = 7_202_100_004
"""Advisory lock, with a fiscal year: one renewal of its rows at a time, each sees what the one before has left."""
LINES = "select * from core.comparison_line where fiscal_year = %(fiscal_year)s"
FINDINGS = """
select * from core.fct_quality_finding
where form_version_key in (select form_version_key from core.comparison_line)
"""
ROLLED = ("region", "government")


@dataclass(frozen=True)
class Around:
    """Departments and comparisons of a year that share nothing with any others."""

    departments: list[int]
    lineage_codes: list[str]


def renew_year(connection: Connection, fiscal_year: int) -> None:
    """Store all rows of a year anew."""
    _lock(connection, fiscal_year)
    driver(connection).execute("delete from core.year_on_year where fiscal_year = %s", [fiscal_year])
    _insert(connection, fiscal_year, {"comparison_line": LINES}, sql.SQL("true"), {}, None)
    _follow(connection, fiscal_year, None)


def renew_comparisons(connection: Connection, touched: Sequence[tuple[int, str]]) -> None:
    """Store anew what follows from some comparisons: (fiscal year, lineage code)."""
    for fiscal_year in sorted({year for year, _ in touched}):
        renew_departments(connection, fiscal_year, (), {code for year, code in touched if year == fiscal_year})


def renew_departments(
    connection: Connection, fiscal_year: int, departments: Collection[int], lineage_codes: Collection[str]
) -> None:
    """Store anew what follows from some comparisons of a year, also of gone ones, and of some departments."""
    _lock(connection, fiscal_year)
    around = _around(connection, fiscal_year, Around(sorted(departments), sorted(lineage_codes)))
    _renew(connection, fiscal_year, around, None)
    _follow(connection, fiscal_year, around)


def renew_places(connection: Connection) -> None:
    """Store regions and the government of all years anew, as when departments have other regions."""
    years = driver(connection).execute("select distinct fiscal_year from core.year_on_year order by 1").fetchall()
    for (fiscal_year,) in years:
        _lock(connection, fiscal_year)
        _roll(connection, fiscal_year)


def _lock(connection: Connection, fiscal_year: int) -> None:
    key = {"key": YEAR_LOCK + (fiscal_year << 40)}
    connection.execute(text("select pg_advisory_xact_lock(:key)"), key)


def _follow(connection: Connection, fiscal_year: int, around: Around | None) -> None:
    """Store what will be from each coming end of a waiver on, and then regions and the government."""
    codes = around.lineage_codes if around else None
    for row in run(connection, "comparison/ending", fiscal_year=fiscal_year, lineage_codes=codes):
        ending = _around(connection, fiscal_year, Around([], row["lineage_codes"]))
        _renew(connection, fiscal_year, ending, row["expires_at"])
    _roll(connection, fiscal_year)


def _around(connection: Connection, fiscal_year: int, given: Around) -> Around:
    """Comparisons, the departments that have a share in them, all comparisons of these departments, and so on."""
    around = given
    while True:
        found = run(
            connection,
            "comparison/around",
            fiscal_year=fiscal_year,
            departments=around.departments,
            lineage_codes=around.lineage_codes,
        )
        wider = Around(found[0]["departments"], sorted({*given.lineage_codes, *found[0]["lineage_codes"]}))
        if wider == around:
            return around
        around = wider


def _renew(connection: Connection, fiscal_year: int, around: Around, since: datetime | None) -> None:
    """Store some departments and all that they compare anew, from an instant on or altogether."""
    place = {"departments": around.departments, "lineage_codes": around.lineage_codes}
    within = sql.SQL(
        "(grain in ('project', 'indicator') and thing_code = any(%(lineage_codes)s)"
        " or grain in ('department', 'source') and thing_department_key = any(%(departments)s))"
    )
    _clear(connection, fiscal_year, within, place, since)
    narrowed = {
        "comparison_line": f"{LINES} and lineage_code = any(%(lineage_codes)s)",
        "fct_quality_finding": FINDINGS,
    }
    _insert(connection, fiscal_year, narrowed, within, place, since)


def _roll(connection: Connection, fiscal_year: int) -> None:
    """Add up the departments of a year, now and at each instant from which on some of them are others."""
    within = sql.SQL("grain = any(%(grains)s)")
    place = {"grains": list(ROLLED)}
    _clear(connection, fiscal_year, within, place, None)
    for since in (None, *_instants(connection, fiscal_year)):
        if since is not None:
            _clear(connection, fiscal_year, within, place, since)
        rolled = "select * from core.bridge_rolled where fiscal_year = %(fiscal_year)s"
        _insert(connection, fiscal_year, {"bridge_sum": rolled}, within, place, since)


def _instants(connection: Connection, fiscal_year: int) -> Iterator[datetime]:
    rows = driver(connection).execute(
        "select distinct valid_from from core.year_on_year where fiscal_year = %s"
        " and grain = 'department' and valid_from > '-infinity' order by 1",
        [fiscal_year],
    )
    return (row[0] for row in rows.fetchall())


def _clear(
    connection: Connection,
    fiscal_year: int,
    within: sql.Composable,
    place: Mapping[str, object],
    since: datetime | None,
) -> None:
    """End the rows that are true from an instant on; without one, remove them."""
    facts = {**place, "fiscal_year": fiscal_year, "since": since}
    command = "delete from core.year_on_year" if since is None else "update core.year_on_year set valid_to = %(since)s"
    still = sql.SQL("true") if since is None else sql.SQL("valid_to = 'infinity'")
    query = sql.SQL("{} where fiscal_year = %(fiscal_year)s and {} and {}").format(sql.SQL(command), within, still)
    driver(connection).execute(query, facts)


def _insert(
    connection: Connection,
    fiscal_year: int,
    narrowed: Mapping[str, str],
    within: sql.Composable,
    place: Mapping[str, object],
    since: datetime | None,
) -> None:
    """Add the rows as they will be from an instant on; without one, as they are now, true since ever."""
    facts = {**place, "fiscal_year": fiscal_year, "moment": since or "now", "since": since or "-infinity"}
    query = sql.SQL(
        "insert into core.year_on_year select found.*, %(since)s::timestamptz from ({}) as found where {}"
    ).format(sql.SQL(composed("bridge", narrowed)), within)
    driver(connection).execute(query, facts)
