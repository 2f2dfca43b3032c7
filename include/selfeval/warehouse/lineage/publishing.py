"""What has come in, was withdrawn or answered since a year was published last → what counts, lineage and marts, anew.

One transaction: killed at any point and run again, it leaves what one clean run leaves. Only departments are worked on
of which something has changed, and those that these reach into; what is left is what deriving everything would leave.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection

from selfeval.warehouse import statistics
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.counting import settled_year
from selfeval.warehouse.counting.settled_year import Settled
from selfeval.warehouse.lineage import deriving, pair_of_years
from selfeval.warehouse.lineage.deriving import Changed
from selfeval.warehouse.marts import renewing, storing
from selfeval.warehouse.statements import run


def publish(fiscal_year: int) -> dict[str, Any]:
    """Bring what counts, the lineage into a year and out of it into the year after, and the marts up to date.

    What is published follows from what is loaded and decided and from nothing else: asking again, or after the years
    arrived in another order, gives the same rows. What counts of the year and its neighbours is settled first, and a
    neighbour that had changed is derived on both its sides. Returns the year, the number of lineage groups by kind in
    both pairs together, how many questions are open about projects and about departments, and `asked_files`: files
    (SHA-256) about which something is asked now, or no more, or of which a form holds now, or no more. These are not
    answered any longer, so that a run that ends before it has answered them leaves them to the next one.
    """
    statistics.gather()
    years = (fiscal_year - 1, fiscal_year, fiscal_year + 1)
    storing.ensure((*years, fiscal_year + 2))
    with transaction() as connection:
        # All locks before anything is written: two publications that hold one each would wait for each other.
        for later in (*years, fiscal_year + 2):
            run(connection, "lineage/lock_pair", fiscal_year=later)
        before = _asked(connection, years)
        changed = {year: settled_year.settle(connection, year) for year in years}
        derived = _derive(connection, fiscal_year, {year: _known(connection, year, changed[year]) for year in years})
        departments = {key for each in changed.values() for key in each.departments}
        renewing.published(connection, departments, derived)
        asked = {file for _, file in before ^ _asked(connection, years)}
        files = sorted(asked.union(*(each.files for each in changed.values())))
        run(connection, "counting/forget_answer", submissions=files)
        outcome = {"fiscal_year": fiscal_year} | _counts(connection, (fiscal_year, fiscal_year + 1))
    statistics.gather()
    return outcome | {"asked_files": files}


def due_years() -> list[int]:
    """Fiscal years of which forms, withdrawals or decisions came after they were settled last, in order."""
    with transaction() as connection:
        return settled_year.stale_years(connection)


def _known(connection: Connection, fiscal_year: int, settled: Settled) -> Changed:
    """Let lineage know what was settled of a year."""
    if not settled.departments:
        return Changed()
    with _planned(connection, settled.departments):
        names = pair_of_years.store(connection, fiscal_year, settled.departments)
    return Changed({*settled.departments}, names)


def _planned(connection: Connection, departments: Collection[int]) -> AbstractContextManager[None]:
    """Of many departments, plans are those for whole years."""
    return statistics.whole_years(connection) if len(departments) > deriving.FEW else nullcontext()


def _derive(connection: Connection, fiscal_year: int, changed: dict[int, Changed]) -> set[int] | None:
    """Derive the lineage into and out of the year, and of every neighbour that has changed; the departments concerned.

    None where it is derived of all departments.
    """
    pairs = {fiscal_year, fiscal_year + 1}
    pairs |= {later for year, found in changed.items() if found.departments for later in (year, year + 1)}
    derived: set[int] = set()
    is_whole = False
    for later in sorted(pairs):
        sides = [changed[year] for year in (later - 1, later) if year in changed]
        found = deriving.derive(
            connection,
            later,
            Changed({key for one in sides for key in one.departments}, {name for one in sides for name in one.names}),
        )
        is_whole |= found is None
        derived |= found or set()
    return None if is_whole else derived


def _counts(connection: Connection, pairs: Iterable[int]) -> dict[str, Any]:
    """Groups of the lineage by kind, and open questions about projects and about departments, of some pairs."""
    groups: dict[str, int] = defaultdict(int)
    counts = {"questions": 0, "department_questions": 0}
    for later in pairs:
        for row in run(connection, "lineage/group_count", fiscal_year=later):
            if row["lineage_kind"] is None:
                counts["questions"] += row["group_count"]
            else:
                groups[row["lineage_kind"]] += row["group_count"]
        asked = run(connection, "lineage/department_question", fiscal_year=later)
        counts["department_questions"] += asked[0]["question_count"]
    return {"groups": dict(sorted(groups.items()))} | counts


def _asked(connection: Connection, years: Iterable[int]) -> set[tuple[str, str]]:
    """Open questions about what counts in some years, each with the file on whose answer it stands."""
    rows = run(connection, "counting/asked_file", fiscal_years=list(years))
    return {(row["question_code"], row["submission_sha256"]) for row in rows}
