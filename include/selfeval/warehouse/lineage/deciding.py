"""Answers of persons → events of decisions about lineage and departments, each recorded once and never changed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.lineage import asking
from selfeval.warehouse.lineage.decision_errors import (
    ConflictingDecisionError,
    DecisionIncompleteError,
    NothingDecidedError,
    QuestionDecidedError,
    SameDepartmentError,
    UnknownChangeKindError,
    UnknownDepartmentError,
    UnknownGroupError,
    UnknownKindError,
    UnknownProjectError,
    UnknownQuestionError,
)
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.counting import counting_decision
from selfeval.warehouse.tables.decision_event import department_change, lineage_decision

COMMANDS = {lineage_decision.name: "lineage", department_change.name: "departments", counting_decision.name: "counting"}

DEPARTMENT_KINDS = ("renamed", "merged", "split", "moved")
LINEAGE_KINDS = ("same", *DEPARTMENT_KINDS, "ended")
CODES = {department_change.name: "change_code"}


@dataclass(frozen=True)
class Told:
    """What a person tells about projects: of which kind, into which year, from which ones to which ones.

    To none where the kind is `ended`: a project whose card of the year is awaited will not come.
    """

    kind: str
    fiscal_year: int
    department: str
    prior_department: str
    prior: tuple[str, ...]
    current: tuple[str, ...]


def decide(table: Table, code: str, event: str, actor: str, note: str, through: str) -> int:
    """Record `confirmed`, `rejected` or `revoked`; the fiscal year to publish anew. Said again, it changes nothing.

    Raises UnknownQuestionError, QuestionDecidedError, ConflictingDecisionError, NothingDecidedError or
    DecisionIncompleteError.
    """
    if not actor.strip() or not note.strip():
        raise DecisionIncompleteError
    with transaction() as connection:
        run(connection, "questions/lock_question", code=code)
        events = _events(connection, table, code)
        if not events:
            raise UnknownQuestionError(code=code)
        last = events[-1]
        stands = last["event"] in ("confirmed", "rejected")
        if event == "revoked" and not stands:
            raise NothingDecidedError(code=code)
        if event != "revoked" and stands and last["event"] != event:
            raise QuestionDecidedError(
                code=code, actor=last["actor_name"], event=last["event"], command=COMMANDS[table.name]
            )
        if event == "confirmed" and (conflicts := run(connection, "questions/conflict", code=code)):
            raise ConflictingDecisionError(code=code, other=conflicts[0]["question_code"])
        if not (stands and last["event"] == event):
            _record(connection, table, code, event, actor, note, through)
            if table is department_change:
                renewing.departments_changed(connection)
        year: int = events[0]["fiscal_year"]
    return year


def ask_about_group(lineage_code: str, actor: str, note: str, through: str) -> str:
    """Make a question of a group of the lineage as it stands, so that a person may decide it; the question's code.

    Raises UnknownGroupError.
    """
    with transaction() as connection:
        rows = run(connection, "questions/group", lineage_code=lineage_code)
        if not rows or not rows[0]["prior"] or not rows[0]["current"]:
            raise UnknownGroupError(code=lineage_code)
        return _asked(connection, rows[0] | {"note": note}, actor, through)


def tell_group(told: Told, actor: str, note: str, through: str) -> str:
    """Record that projects belong together or that one ended, by names or codes; the question's code.

    Raises UnknownKindError, UnknownProjectError, or what `decide` raises.
    """
    _require_kind(told)
    with transaction() as connection:
        prior = [_project(connection, told.fiscal_year - 1, told.prior_department, name) for name in told.prior]
        current = [_project(connection, told.fiscal_year, told.department, name) for name in told.current]
        row = {"fiscal_year": told.fiscal_year, "lineage_kind": told.kind, "note": note, "confidence_ratio": 1}
        code = _asked(connection, row | {"prior": sorted(prior), "current": sorted(current)}, actor, through)
    decide(lineage_decision, code, "confirmed", actor, note, through)
    return code


def tell_change(kind: str, before: str, since: str, fiscal_year: int, actor: str, note: str, through: str) -> str:
    """Record that a department became another one, by names, from a fiscal year on; the code of the change.

    Raises UnknownChangeKindError, UnknownDepartmentError, SameDepartmentError, QuestionDecidedError or
    DecisionIncompleteError.
    """
    if kind not in DEPARTMENT_KINDS:
        raise UnknownChangeKindError(kind=kind, kinds="、".join(DEPARTMENT_KINDS))
    with transaction() as connection:
        codes = [_department(connection, name) for name in (before, since)]
        if codes[0] == codes[1]:
            raise SameDepartmentError(department=since)
        asked = asking.change_question(fiscal_year, kind, *codes)
        row = asked | {"event": "asked", "actor_name": actor, "recorded_through": through, "confidence_ratio": 1}
        asking.record_asked(connection, department_change, [row])
    code = str(asked["change_code"])
    decide(department_change, code, "confirmed", actor, note, through)
    return code


def _require_kind(told: Told) -> None:
    before, since = len(told.prior), len(told.current)
    counts = {"split": before == 1 < since, "merged": before > 1 == since, "ended": before == 1 > since}
    if told.kind not in LINEAGE_KINDS or not counts.get(told.kind, before == since == 1):
        raise UnknownKindError(kind=told.kind, prior=before, current=since, kinds="、".join(LINEAGE_KINDS))


def _asked(connection: Connection, row: dict[str, Any], actor: str, through: str) -> str:
    """Record what a person asks on his own account, unless it was asked before; its code."""
    code = f"L{asking.code_of(row['fiscal_year'], row['prior'], row['current'])}"
    asked = {"question_code": code, "event": "asked", "actor_name": actor, "recorded_through": through}
    asking.record_asked(connection, lineage_decision, [row | asked])
    return code


def _project(connection: Connection, fiscal_year: int, department: str, name: str) -> list[str]:
    """The business key of the one project of that name or code."""
    found = run(connection, "questions/project", fiscal_year=fiscal_year, department=department, project=name)
    if len(found) != 1:
        raise UnknownProjectError(department=department, year=fiscal_year, project=name, count=len(found))
    return [str(value) for value in found[0].values()]


def _department(connection: Connection, name: str) -> str:
    found = run(connection, "questions/department", department=name)
    if not found:
        raise UnknownDepartmentError(department=name)
    code: str = found[0]["department_code"]
    return code


def _events(connection: Connection, table: Table, code: str) -> list[dict[str, Any]]:
    """The events of a question, the oldest first."""
    found = connection.execute(
        select(table).where(table.c[CODES.get(table.name, "question_code")] == code).order_by(table.c.event_key)
    )
    return [dict(row) for row in found.mappings()]


def _record(connection: Connection, table: Table, code: str, event: str, actor: str, note: str, through: str) -> None:
    row = {
        CODES.get(table.name, "question_code"): code,
        "event": event,
        "actor_name": actor,
        "note": note,
        "recorded_through": through,
    }
    connection.execute(insert(table).values(row))
