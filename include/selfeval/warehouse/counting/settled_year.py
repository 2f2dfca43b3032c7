"""Loaded forms of a fiscal year → what counts of them, stored: outcomes of lines in time, open questions.

Only departments are settled anew of which something has changed since, and those that must be settled with them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, text

from selfeval.warehouse import statistics
from selfeval.warehouse.counting import control, departments, questions, settled_rows
from selfeval.warehouse.counting.history import Answer, History, history
from selfeval.warehouse.counting.line import Delivery, Form, Line
from selfeval.warehouse.identity.names import folded
from selfeval.warehouse.statements import append, run
from selfeval.warehouse.tables.counting import settled_department, settled_line

DEPARTMENT = list(settled_line.columns.keys()).index("department_key")
CHUNK = 200
"""Groups of departments that are read and settled at once: a province is not kept in memory whole."""


@dataclass(frozen=True)
class Year:
    """A fiscal year's departments by key: their normalised names, and the pairs that may be one."""

    fiscal_year: int
    codes: dict[int, str]
    suspected: frozenset[frozenset[int]]
    related: frozenset[frozenset[int]]
    """Pairs that report the same projects."""
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Settled:
    """What was settled anew of a year: departments by key, and files of which it says otherwise whether they hold."""

    departments: list[int] = field(default_factory=list)
    files: set[str] = field(default_factory=set)


def stale_years(connection: Connection) -> list[int]:
    """Fiscal years of which something has changed since they were settled, in order."""
    years = [row["fiscal_year"] for row in run(connection, "counting/year")]
    return [year for year in years if _touched(connection, year)[1]]


def settle(connection: Connection, fiscal_year: int) -> Settled:
    """Settle what has changed of a year.

    Returns the departments that were settled anew, also those that are gone, and those in whose totals a line of them
    counts or did (a department that a 部门名称 column names), and the files that are in force since, or no more.
    """
    now, touched = _touched(connection, fiscal_year)
    if not touched:
        return Settled()
    codes = {key: row["department_code"] for key, row in now.items()}
    mentions = run(connection, "counting/mention", fiscal_year=fiscal_year)
    suspected = departments.suspected(codes)
    linked = [frozenset({row["department_key"], row["named_department_key"]}) for row in mentions]
    answers = tuple(_answers(connection, fiscal_year))
    related = _related(connection, fiscal_year)
    groups = [
        group
        for group in departments.together({*now, *touched}, [*suspected, *related, *linked])
        if any(key in touched for key in group)
    ]
    year = Year(fiscal_year, codes, suspected, related, answers)
    with statistics.whole_years(connection) if len(groups) > CHUNK else nullcontext():
        return _settle_groups(connection, year, now, groups)


def _settle_groups(
    connection: Connection, year: Year, now: dict[int, dict[str, Any]], groups: Sequence[Sequence[int]]
) -> Settled:
    fiscal_year, codes = year.fiscal_year, year.codes
    named: set[int] = set()
    files: set[str] = set()
    for start in range(0, len(groups), CHUNK):
        chunk = groups[start : start + CHUNK]
        before = _in_force(connection, fiscal_year, chunk)
        named |= _settle(connection, year, chunk)
        files |= {file for file, _ in before ^ _in_force(connection, fiscal_year, chunk)}
    settled = [key for group in groups for key in group]
    if len(settled) > CHUNK:
        # What is asked next in this transaction is planned by what these rows are now.
        connection.execute(text("analyze core.settled_line"))
    latest = {answer.question_code: answer.is_confirmed for answer in year.answers}
    confirmed = {code for code, is_confirmed in latest.items() if is_confirmed}
    control.compare(connection, fiscal_year, [key for key in settled if key in codes], codes, confirmed)
    connection.execute(
        delete(settled_department).where(
            settled_department.c.fiscal_year == fiscal_year, settled_department.c.department_key.in_(settled)
        )
    )
    append(
        connection,
        settled_department,
        ((fiscal_year, key, now[key]["fingerprint"]) for key in settled if key in now),
    )
    return Settled(sorted({*settled, *named}), files)


def _in_force(connection: Connection, fiscal_year: int, groups: Sequence[Sequence[int]]) -> set[tuple[str, bool]]:
    """Answered files of some departments, and whether a form of theirs is in force."""
    members = [key for group in groups for key in group]
    rows = run(connection, "counting/in_force", fiscal_year=fiscal_year, departments=members)
    return {(row["submission_sha256"], row["is_in_force"]) for row in rows}


def _related(connection: Connection, fiscal_year: int) -> frozenset[frozenset[int]]:
    """Pairs of departments that report the same projects of a year, at any time."""
    return departments.alike(
        (
            row["department_key"],
            (folded(row["project_name"], fiscal_year), row["budget_amount"], row["executed_amount"]),
        )
        for row in run(connection, "counting/alike", fiscal_year=fiscal_year)
    )


def _touched(connection: Connection, fiscal_year: int) -> tuple[dict[int, dict[str, Any]], set[int]]:
    """A year's departments by key, and those of which something has changed since they were settled."""
    now = {row["department_key"]: row for row in run(connection, "counting/department", fiscal_year=fiscal_year)}
    settled = run(connection, "counting/settled", fiscal_year=fiscal_year)
    before = {row["department_key"]: row["fingerprint"] for row in settled}
    changed = {key for key, row in now.items() if row["fingerprint"] != before.get(key)}
    return now, changed | (before.keys() - now.keys())


def _settle(connection: Connection, year: Year, groups: Sequence[Sequence[int]]) -> set[int]:
    """Settle groups of departments and replace what is stored; departments in whose totals lines count or did."""
    members = [key for group in groups for key in group]
    asked = {"fiscal_year": year.fiscal_year, "departments": members}
    group_of = {key: place for place, group in enumerate(groups) for key in group}
    forms: dict[int, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    for form in _forms(connection, asked):
        forms[group_of[form.department_key]][form.submission_sha256].append(form)
    times: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in run(connection, "counting/delivery", **asked):
        times[row["submission_sha256"]].append(row)
    counted_in = {row["department_key"] for row in run(connection, "counting/clear", **asked)}
    for place in range(len(groups)):
        deliveries = list(_deliveries(forms[place], times))
        if deliveries:
            settled = history(deliveries, year.answers, year.codes, *_pairs(year, groups[place]))
            counted_in |= _store(connection, year, settled, groups[place], forms[place])
    return counted_in


def _pairs(year: Year, group: Sequence[int]) -> tuple[frozenset[frozenset[int]], frozenset[frozenset[int]]]:
    """The suspected and the related pairs of departments within a group."""
    members = frozenset(group) if len(group) > 1 else frozenset()

    def within(pairs: frozenset[frozenset[int]]) -> frozenset[frozenset[int]]:
        return frozenset(pair for pair in pairs if pair <= members) if members else frozenset()

    return within(year.suspected), within(year.related)


def _store(
    connection: Connection, year: Year, settled: History, group: Sequence[int], files: dict[str, list[Form]]
) -> set[int]:
    """Store what is settled of a group; the departments in whose totals its lines count or did."""
    lines = {line.key: line for forms in files.values() for form in forms for line in form.lines}
    outcomes = list(settled_rows.rows(connection, year.fiscal_year, settled, lines))
    append(connection, settled_line, outcomes)
    rows = questions.rows(settled.settlement, lines, year.fiscal_year, year.codes, group)
    questions.record(connection, rows)
    return {row[DEPARTMENT] for row in outcomes}


def _forms(connection: Connection, asked: dict[str, Any]) -> Iterator[Form]:
    lines: dict[int, list[Line]] = defaultdict(list)
    for row in run(connection, "counting/line", **asked):
        figures = (figure.split(":") for figure in row["figures"])
        amounts = {(measure, source): amount for (measure, source), amount in zip(figures, row["amounts"], strict=True)}
        lines[row["form_version_key"]].append(
            Line(
                form_version_key=row["form_version_key"],
                project_number=row["project_number"],
                project_key=row["project_key"],
                department_key=row["department_key"],
                fiscal_year=asked["fiscal_year"],
                name=row["project_name"],
                name_code=row["project_name_code"],
                code=row["project_code"],
                sequence=row["sequence"],
                amounts=amounts,
                indicator_count=row["indicator_count"],
                score_count=row["score_count"],
                project_department_key=row["project_department_key"],
            )
        )
    for row in run(connection, "counting/form", **asked):
        yield Form(
            key=row["form_version_key"],
            submission_sha256=row["submission_sha256"],
            number=row["form_number"],
            family=row["family"],
            department_key=row["department_key"],
            unit=row["unit_code"],
            file_name=row["file_name"],
            lines=tuple(lines.get(row["form_version_key"], ())),
        )


def _deliveries(files: dict[str, list[Form]], times: dict[str, list[dict[str, Any]]]) -> Iterator[Delivery]:
    for sha256, forms in files.items():
        for row in times.get(sha256, ()):
            yield Delivery(row["received_at"], sha256, tuple(forms))
        withdrawn = {row["withdrawn_at"] for row in times.get(sha256, ())} - {None}
        yield from (Delivery(instant, sha256, is_withdrawal=True) for instant in withdrawn)


def _answers(connection: Connection, fiscal_year: int) -> Iterator[Answer]:
    meaning = {"confirmed": True, "rejected": False, "revoked": None}
    for row in run(connection, "counting/answer", fiscal_year=fiscal_year):
        yield Answer(row["happened_at"], row["question_code"], meaning[row["event"]])
