"""Departments of which something has changed → those whose lineage may be another since, and what stands around them.

A department is tied to those that a person's answer names with it, and to those that lineage leads from it or to it.
Beyond these, only what was left free in a department can belong to another one: by a code that it bears alone, or by a
name that few departments bear.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from selfeval.warehouse.lineage import department_change, moves, pair_of_years
from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.lineage_group import Decided
from selfeval.warehouse.lineage.pair_of_years import Pair
from selfeval.warehouse.lineage.pairing import Around, leftovers
from selfeval.warehouse.statements import run

MOST = moves.CANDIDATES + 1
"""Free projects of one name on a side that say that nobody could tell them apart."""


@dataclass(frozen=True)
class Ties:
    """Departments that an answer of a person names together."""

    together: Sequence[Collection[int]]


def closed(connection: Connection, fiscal_year: int, departments: Iterable[int], ties: Ties) -> set[int]:
    """Departments with all that they are tied to, these with theirs, and so on."""
    known: set[int] = set()
    found = set(departments)
    while found - known:
        known |= found
        rows = run(connection, "lineage/tied", fiscal_year=fiscal_year, departments=sorted(known))
        found = {key for row in rows for key in (row["department_key"], row["prior_department_key"])}
        found |= {key for together in ties.together if known.intersection(together) for key in together}
    return known


def near(
    connection: Connection,
    own: Pair,
    departments: Collection[int],
    decided: Decided,
    changes: Sequence[Change],
    names: Collection[str],
) -> set[int]:
    """Other departments with free projects that the free ones of the given departments, as they were or are, may be.

    `names` are those that one of the departments bears since, or no more.
    """
    left = [one.project for one in leftovers(own.before, own.after, decided, changes)]
    known = run(connection, "lineage/own_leftover", fiscal_year=own.fiscal_year, departments=sorted(departments))
    codes = {*(one.own_code for one in left), *(row["own_code"] for row in known)}
    borne = {*names, *(one.written for one in left), *(row["written_name"] for row in known)}
    by_code = _few(_leftovers(connection, own.fiscal_year, departments, codes, ()), "own_code", 1)
    borne |= {row["written_name"] for row in by_code}
    by_name = _few(_leftovers(connection, own.fiscal_year, departments, (), borne), "written_name", moves.CANDIDATES)
    return {row["department_key"] for row in (*by_code, *by_name)}


def around(
    connection: Connection, own: Pair, departments: Collection[int], decided: Decided, changes: Sequence[Change]
) -> Around:
    """The free projects of all other departments that a code or name of the given ones' free projects leads to."""
    left = leftovers(own.before, own.after, decided, changes)
    names = {one.project.written for one in left if one.is_in_both}
    rows = _leftovers(connection, own.fiscal_year, departments, {one.project.own_code for one in left}, names)
    found = {(row["side"], row["department_key"], row["project_key"]): (row, own.know(row)) for row in rows}
    bearers = run(connection, "lineage/bearer", fiscal_year=own.fiscal_year, names=sorted(names))
    return Around(
        before=tuple(one for (side, *_), (_, one) in found.items() if side == "prior"),
        after=tuple(one for (side, *_), (_, one) in found.items() if side == "current"),
        moved=frozenset(one for row, one in found.values() if row["is_moved"]),
        both=frozenset(row["department_key"] for row, _ in found.values() if row["is_in_both"]),
        bearers=Counter({row["written_name"]: row["bearer_count"] for row in bearers}),
    )


def alike(connection: Connection, own: Pair, departments: AbstractSet[int]) -> Pair:
    """Other departments that are gone while some of the given ones are new, or the reverse, with names in common."""
    year = own.fiscal_year
    sides = (
        (year, year - 1, departments & (own.after.keys() - own.before.keys())),
        (year - 1, year, departments & (own.before.keys() - own.after.keys())),
    )
    found = {
        row["department_key"]
        for here, there, few in sides
        if few
        for row in run(
            connection,
            "lineage/alike_department",
            year=here,
            other_year=there,
            departments=sorted(few),
            least=department_change.KNOWN_PROJECTS,
        )
    }
    return pair_of_years.read(connection, year, found)


def _leftovers(
    connection: Connection,
    fiscal_year: int,
    departments: Collection[int],
    codes: Collection[str],
    names: Collection[str],
) -> list[dict[str, Any]]:
    """Free projects of other departments that have one of some codes or names."""
    return run(
        connection,
        "lineage/leftover",
        fiscal_year=fiscal_year,
        departments=sorted(departments),
        codes=sorted({*codes} - {""}),
        names=sorted(name for name in set(names) if len(name) >= moves.SHORTEST_NAME),
        most=MOST,
    )


def _few(rows: Sequence[dict[str, Any]], label: str, most: int) -> list[dict[str, Any]]:
    """Those of which a side has no more of one label than may be told apart."""
    counts = Counter((row[label], row["side"]) for row in rows)
    many = {value for (value, _), count in counts.items() if count > most}
    return [row for row in rows if row[label] not in many]
