"""Two years' projects and what persons decided → the lineage between them, whole or where something has changed.

The whole lineage follows from what is loaded and decided and from nothing else. A part is what the whole would say of
the departments concerned: those that were touched, those tied to them, and those whose free projects the free ones of
these may be (lineage/concerned.py).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Connection, text

from selfeval.warehouse import statistics
from selfeval.warehouse.lineage import asking, comparing, concerned, pair_of_years
from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.lineage_group import Confirmed, Decided, Group, Members
from selfeval.warehouse.lineage.pair_of_years import Pair
from selfeval.warehouse.lineage.pairing import Around, Pairing, pair, suspected
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import append, run
from selfeval.warehouse.tables.facts import lineage as lineage_table
from selfeval.warehouse.tables.matching import lineage_leftover

MANY_ROWS = 1000
"""Rows from which on the planner must know of them: below, any plan will do."""
FEW = 200
"""Departments up to which a part is always derived as such; of more, where they are not a quarter of all."""


@dataclass
class Changed:
    """Departments whose projects of a year are others than before, and names that they bear since, or no more."""

    departments: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Answers:
    """What persons answered about a pair of years: decisions about projects, and confirmed changes of departments."""

    decisions: list[dict[str, Any]]
    changes: list[dict[str, Any]]

    @property
    def by_code(self) -> dict[str, dict[str, Any]]:
        """What was answered, and the departments that it is about."""
        told = {
            row["question_code"]: {
                "answer": [row["state"], row["lineage_kind"], row["decided_by"]],
                "departments": sorted(row["department_keys"]),
            }
            for row in self.decisions
        }
        changed = {
            row["change_code"]: {
                "answer": [row["change_kind"]],
                "departments": [row["from_department_key"], row["to_department_key"]],
            }
            for row in self.changes
        }
        return told | changed

    def departments_of_other(self, known: Mapping[str, dict[str, Any]]) -> set[int]:
        """The departments of answers that are not among the known ones, or of known ones that hold no more."""
        now = self.by_code
        codes = {code for code in now.keys() | known.keys() if now.get(code) != known.get(code)}
        return {key for code in codes for one in (now, known) if code in one for key in one[code]["departments"]}

    def within(self, departments: Collection[int]) -> list[Change]:
        """The changes between some departments."""
        return [
            Change(row["from_department_key"], row["to_department_key"], row["change_kind"])
            for row in self.changes
            if row["from_department_key"] in departments or row["to_department_key"] in departments
        ]

    def decided(self, pair: Pair) -> Decided:
        """Decisions stand by business keys; one whose projects are no longer all loaded holds for none."""
        keys = {business: key for key, business in pair.business.items()}
        confirmed: list[Confirmed] = []
        rejected: set[Members] = set()
        for row in self.decisions:
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


def derive(connection: Connection, fiscal_year: int, changed: Changed) -> set[int] | None:
    """Derive the lineage into a year, with what it compares, where something has changed since it was derived last.

    `changed` is what has changed of the projects of either year. Returns the departments whose lineage is derived anew,
    None for all: where it was never derived, or too much has changed. Of a year of which nothing has come yet there is
    no lineage.
    """
    state = run(connection, "lineage/pair_state", fiscal_year=fiscal_year)[0]
    if not _is_begun(state):
        return set()
    answers = _answers(connection, fiscal_year)
    known = run(connection, "lineage/pair", fiscal_year=fiscal_year)
    if not known:
        derive_all(connection, fiscal_year, answers)
        return None
    touched = changed.departments | answers.departments_of_other(known[0]["answers"])
    if not touched:
        return set()
    if len(touched) > max(FEW, state["department_count"] / 4):
        derive_all(connection, fiscal_year, answers)
        return None
    return _derive_part(connection, fiscal_year, answers, touched, changed.names)


def derive_all(connection: Connection, fiscal_year: int, answers: Answers | None = None) -> None:
    """Derive the whole lineage into a year, with what it compares; none where nothing of the year has come."""
    if not _is_begun(run(connection, "lineage/pair_state", fiscal_year=fiscal_year)[0]):
        return
    answers = answers or _answers(connection, fiscal_year)
    with statistics.whole_years(connection):
        own = pair_of_years.read(connection, fiscal_year, None)
        changes = answers.within({*own.before, *own.after})
        found = pair(own.before, own.after, answers.decided(own), changes, own.by_cards)
        asking.ask_departments(connection, fiscal_year, found.departments, own.departments)
        _store(connection, own, found, answers, changes, None)


def _is_begun(state: Mapping[str, Any]) -> bool:
    """Whether a department has handed in projects of the later year, or had when its lineage was derived."""
    return bool(state["later_department_count"] or state["is_published"])


def _answers(connection: Connection, fiscal_year: int) -> Answers:
    return Answers(
        run(connection, "lineage/decision", fiscal_year=fiscal_year),
        run(connection, "lineage/department_change", fiscal_year=fiscal_year),
    )


def _derive_part(
    connection: Connection, fiscal_year: int, answers: Answers, touched: set[int], names: set[str]
) -> set[int]:
    ties = concerned.Ties([one["departments"] for one in answers.by_code.values()])
    first = concerned.closed(connection, fiscal_year, touched, ties)
    own = pair_of_years.read(connection, fiscal_year, first)
    near = concerned.near(connection, own, first, answers.decided(own), answers.within(first), names)
    departments = concerned.closed(connection, fiscal_year, first | near, ties)
    own = pair_of_years.read(connection, fiscal_year, departments)
    decided, changes = answers.decided(own), answers.within(departments)
    around: Around = concerned.around(connection, own, departments, decided, changes)
    found = pair(own.before, own.after, decided, changes, own.by_cards, around)
    _ask_departments(connection, own, touched, answers)
    _store(connection, own, found, answers, changes, departments)
    return departments


def _ask_departments(connection: Connection, own: Pair, touched: set[int], answers: Answers) -> None:
    """Ask about the departments that the touched ones may have become, or have come of."""
    other = concerned.alike(connection, own, touched)
    before, after = own.before | other.before, own.after | other.after
    known = {(row["from_department_key"], row["to_department_key"]) for row in answers.changes}
    asked = [one for one in suspected(before, after, known) if touched & {one.from_key, one.to_key}]
    asking.ask_departments(connection, own.fiscal_year, asked, own.departments | other.departments)


def _store(
    connection: Connection,
    own: Pair,
    found: Pairing,
    answers: Answers,
    changes: Sequence[Change],
    departments: Collection[int] | None,
) -> None:
    """Replace the lineage of some departments or of all, what was left free, what is compared and what is asked."""
    fiscal_year = own.fiscal_year
    asked = {"fiscal_year": fiscal_year, "departments": None if departments is None else sorted(departments)}
    codes = asking.ask(connection, fiscal_year, found.questions, own.business)
    run(connection, "lineage/forget_leftover", **asked)
    gone = {row["lineage_code"] for row in run(connection, "lineage/forget_lineage", **asked)}
    rows = list(_rows(own, found, codes, {change.from_key: change.to_key for change in sorted(changes)[::-1]}))
    names = [column.name for column in lineage_table.columns if column.identity is None]
    append(connection, lineage_table, (tuple(row[name] for name in names) for row in rows))
    append(connection, lineage_leftover, _leftovers(fiscal_year, found))
    run(connection, "lineage/record_pair", fiscal_year=fiscal_year, answers=Jsonb(answers.by_code))
    is_published = run(connection, "lineage/pair_state", fiscal_year=fiscal_year)[0]["is_published"]
    changed = None if departments is None or not is_published else {*gone, *(str(row["lineage_code"]) for row in rows)}
    _analyze(connection, len(rows), "lineage", "lineage_leftover")
    renewing.lineage_published(connection, fiscal_year, changed)
    _analyze(connection, len(rows), "published_member")
    if changed is None:
        comparing.settle(connection, fiscal_year)
        _analyze(connection, len(rows), "comparison_line")
        renewing.comparisons_settled(connection, fiscal_year)
    else:
        comparing.settle_part(connection, fiscal_year, departments or ())


def _analyze(connection: Connection, row_count: int, *tables: str) -> None:
    """Let what is asked next in this transaction be planned by what was just written, where that is much."""
    if row_count > MANY_ROWS:
        for name in tables:
            connection.execute(text(f"analyze core.{name}"))


def _rows(
    own: Pair, found: Pairing, codes: Mapping[int, list[str]], heirs: Mapping[int, int]
) -> Iterator[dict[str, object]]:
    """Groups in the department of their current side; a department that is gone counts as its heir."""
    for group in found.groups:
        department = (group.current or group.prior)[0].department_key or 0
        department = department if group.current else heirs.get(department, department)
        place: dict[str, object] = {"lineage_code": asking.group_code(own.fiscal_year, group, own.business)}
        place |= {"fiscal_year": own.fiscal_year, "department_key": department}
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


def _leftovers(fiscal_year: int, found: Pairing) -> Iterable[tuple[object, ...]]:
    return (
        (
            fiscal_year,
            one.side,
            one.project.department_key,
            one.project.key,
            one.project.written,
            one.project.own_code,
            one.is_in_both,
            one.is_moved,
        )
        for one in found.leftovers
    )
