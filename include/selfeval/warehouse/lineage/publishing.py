"""Two years' loaded projects and what persons decided → the lineage between them, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, text

from selfeval.warehouse import statistics
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.counting import settled_year
from selfeval.warehouse.lineage import asking, comparing
from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.lineage.lineage_group import Confirmed, Decided, Group, Members
from selfeval.warehouse.lineage.pairing import Pairing, pair
from selfeval.warehouse.marts import renewing, storing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.facts import lineage as lineage_table

MANY_ROWS = 1000
"""Rows from which on the planner must know of them: below, any plan will do."""
Years = dict[int, dict[int, list[Project]]]
"""Projects by fiscal year and department; a department that handed in a form without projects has none."""


@dataclass(frozen=True)
class Loaded:
    """What is loaded of a pair of years, departments of the later one that handed in cards only, and business keys."""

    fiscal_year: int
    years: Years
    by_cards: set[int]
    business: dict[int, asking.BusinessKey]
    departments: dict[int, str]


def publish(fiscal_year: int) -> dict[str, Any]:
    """Derive the lineage into a year from the year before, and out of it into the year after.

    What is derived follows from what is loaded and decided and from nothing else: asking again, or after the years
    arrived in another order, gives the same rows. What counts of the year and its neighbours is settled first, and a
    neighbour that had changed is derived on both its sides. Returns the year, the number of lineage groups by kind in
    both pairs together, and how many questions are open about projects and about departments, and
    `asked_files`: files (SHA-256) about which something is asked now, or no more, or of which a form holds now, or no
    more. These are not answered any longer: a run that ends before it has answered them leaves them to the next one.
    """
    counts: dict[str, int] = defaultdict(int)
    questions = {"questions": 0, "department_questions": 0}
    statistics.gather()
    years = (fiscal_year - 1, fiscal_year, fiscal_year + 1)
    storing.ensure((*years, fiscal_year + 2))
    with transaction() as connection:
        # All locks before anything is written: two publications that hold one each would wait for each other.
        for later in (*years, fiscal_year + 2):
            run(connection, "publish/lock_pair", fiscal_year=later)
        # Whole years are joined here, and rows that the planner has not seen yet it takes for few and would loop over.
        connection.execute(text("set local enable_nestloop to off"))
        before = _asked(connection, years)
        changed = {year: settled_year.settle(connection, year) for year in years}
        settled = {year for year, each in changed.items() if each.departments} | {fiscal_year}
        for later in sorted({later for year in settled for later in (year, year + 1)}):
            pairing = _derive(connection, later)
            for group in pairing.groups:
                counts[group.kind] += 1
            questions["questions"] += len(pairing.questions)
            questions["department_questions"] += len(pairing.departments)
        asked = {file for _, file in before ^ _asked(connection, years)}
        files = sorted(asked.union(*(each.files for each in changed.values())))
        run(connection, "counting/forget_answer", submissions=files)
        departments = {key for each in changed.values() for key in each.departments}
        renewing.touch(connection, renewing.Touched(departments=departments))
        renewing.year_published(connection)
    statistics.gather()
    return {"fiscal_year": fiscal_year, "groups": dict(sorted(counts.items())), "asked_files": files} | questions


def _asked(connection: Connection, years: Iterable[int]) -> set[tuple[str, str]]:
    """Open questions about what counts in some years, each with the file on whose answer it stands."""
    rows = run(connection, "counting/asked_file", fiscal_years=list(years))
    return {(row["question_code"], row["submission_sha256"]) for row in rows}


def due_years() -> list[int]:
    """Fiscal years of which forms, withdrawals or decisions came after they were settled last, in order."""
    with transaction() as connection:
        return settled_year.stale_years(connection)


def _derive(connection: Connection, fiscal_year: int) -> Pairing:
    """Replace the lineage of one pair of years and what they compare, and record what is asked for the first time."""
    loaded = _loaded(connection, fiscal_year)
    decided = _decided(connection, loaded)
    changes = [
        Change(row["from_department_key"], row["to_department_key"], row["change_kind"])
        for row in run(connection, "publish/department_change", fiscal_year=fiscal_year)
    ]
    pairing = pair(loaded.years[fiscal_year - 1], loaded.years[fiscal_year], decided, changes, loaded.by_cards)
    codes = asking.ask(connection, fiscal_year, pairing.questions, loaded.business)
    asking.ask_departments(connection, fiscal_year, pairing.departments, loaded.departments)
    connection.execute(delete(lineage_table).where(lineage_table.c.fiscal_year == fiscal_year))
    heirs = {change.from_key: change.to_key for change in sorted(changes)[::-1]}
    rows = list(_rows(loaded, pairing, codes, heirs))
    if rows:
        connection.execute(insert(lineage_table), rows)
    renewing.lineage_published(connection, fiscal_year)
    _analyze(connection, len(rows), "lineage", "published_member")
    comparing.settle(connection, fiscal_year)
    _analyze(connection, len(rows), "comparison_line")
    renewing.comparisons_settled(connection, fiscal_year)
    return pairing


def _analyze(connection: Connection, row_count: int, *tables: str) -> None:
    """Let what is asked next in this transaction be planned by what was just written, where that is much."""
    if row_count > MANY_ROWS:
        for name in tables:
            connection.execute(text(f"analyze core.{name}"))


def _loaded(connection: Connection, fiscal_year: int) -> Loaded:
    years: Years = {fiscal_year - 1: {}, fiscal_year: {}}
    by_cards: set[int] = set()
    for row in run(connection, "publish/handed_in", fiscal_year=fiscal_year):
        years[row["fiscal_year"]][row["department_key"]] = []
        if row["fiscal_year"] == fiscal_year and not row["is_whole"]:
            by_cards.add(row["department_key"])
    business: dict[int, asking.BusinessKey] = {}
    departments: dict[int, str] = {}
    for row in run(connection, "publish/project_year", fiscal_year=fiscal_year):
        years[row["fiscal_year"]][row["department_key"]].append(_project(row))
        business[row["project_key"]] = (row["department_code"], row["project_code"], row["project_name_code"])
        departments[row["department_key"]] = row["department_code"]
    return Loaded(fiscal_year, years, by_cards, business, departments)


def _project(row: Mapping[str, Any]) -> Project:
    return Project(
        name_code=row["project_name_code"],
        code=row["printed_code"],
        key=row["project_key"],
        budget=row["budget_amount"],
        sources=row["funding_sources"],
        fiscal_year=row["fiscal_year"],
        department_key=row["department_key"],
    )


def _decided(connection: Connection, loaded: Loaded) -> Decided:
    """Decisions stand by business keys; one whose projects are no longer all loaded holds for none."""
    keys = {business: key for key, business in loaded.business.items()}
    confirmed: list[Confirmed] = []
    rejected: set[Members] = set()
    for row in run(connection, "publish/decision", fiscal_year=loaded.fiscal_year):
        prior, current = [tuple(one) for one in row["prior"]], [tuple(one) for one in row["current"]]
        if not keys.keys() >= {*prior, *current}:
            continue
        members = frozenset(keys[one] for one in prior), frozenset(keys[one] for one in current)
        if row["state"] == "confirmed":
            decision = f"{row['question_code']}（{row['decided_by']}）"
            confirmed.append(Confirmed(members, row["lineage_kind"], decision))
        else:
            rejected.add(members)
    return Decided(tuple(confirmed), frozenset(rejected))


def _rows(
    loaded: Loaded, pairing: Pairing, codes: Mapping[int, list[str]], heirs: Mapping[int, int]
) -> Iterator[dict[str, object]]:
    """Groups in the department of their current side; a department that is gone counts as its heir."""
    for group in pairing.groups:
        department = (group.current or group.prior)[0].department_key or 0
        department = department if group.current else heirs.get(department, department)
        place: dict[str, object] = {"lineage_code": asking.group_code(loaded.fiscal_year, group, loaded.business)}
        place |= {"fiscal_year": loaded.fiscal_year, "department_key": department}
        asked = sorted({code for one in (*group.prior, *group.current) for code in codes.get(one.key, ())})
        told = {"is_questioned": bool(asked), "question_codes": asked or None}
        yield from (place | told | row for row in _pairs(group))


def _pairs(group: Group) -> Iterator[dict[str, object]]:
    """Each prior project with each current one; a side without projects is null."""
    for before in group.prior or (None,):
        for after in group.current or (None,):
            yield {
                "prior_project_key": before.key if before else None,
                "prior_department_key": before.department_key if before else None,
                "project_key": after.key if after else None,
                "lineage_kind": group.kind,
                "confidence_ratio": group.confidence,
                "evidence_zh": group.evidence_zh,
                "evidence_en": group.evidence_en,
            }
