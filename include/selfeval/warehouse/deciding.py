"""Answers of persons → events of decisions about lineage and departments, each recorded once and never changed."""

from typing import Any

from sqlalchemy import Connection, Table, insert, select

from selfeval.warehouse import asking
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.decision_errors import (
    DecisionIncompleteError,
    NothingDecidedError,
    QuestionDecidedError,
    UnknownDepartmentError,
    UnknownGroupError,
    UnknownQuestionError,
)
from selfeval.warehouse.decision_event import department_change, lineage_decision
from selfeval.warehouse.statements import run

COMMANDS = {lineage_decision.name: "lineage", department_change.name: "departments"}

CODES = {lineage_decision.name: "question_code", department_change.name: "change_code"}


def decide(table: Table, code: str, event: str, actor: str, note: str, through: str) -> int:
    """Record `confirmed`, `rejected` or `revoked`; the fiscal year to publish anew. Said again, it changes nothing.

    Raises UnknownQuestionError, QuestionDecidedError, NothingDecidedError or DecisionIncompleteError.
    """
    if not actor.strip() or not note.strip():
        raise DecisionIncompleteError
    with transaction() as connection:
        run(connection, "decide/lock_question", code=code)
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
        if not (stands and last["event"] == event):
            _record(connection, table, code, event, actor, note, through)
        year: int = events[0]["fiscal_year"]
    return year


def ask_about_group(lineage_code: str, actor: str, note: str, through: str) -> str:
    """Make a question of a group of the lineage as it stands, so that a person may decide it; the question's code.

    Raises UnknownGroupError.
    """
    with transaction() as connection:
        rows = run(connection, "decide/group", lineage_code=lineage_code)
        if not rows or not rows[0]["prior"] or not rows[0]["current"]:
            raise UnknownGroupError(code=lineage_code)
        [row] = rows
        code = f"L{asking.code_of(row['fiscal_year'], row['prior'], row['current'])}"
        asked = {"question_code": code, "event": "asked", "actor_name": actor, "recorded_through": through}
        asking.record_asked(connection, lineage_decision, [row | asked | {"note": note}])
    return code


def tell_change(kind: str, before: str, since: str, fiscal_year: int, actor: str, note: str, through: str) -> str:
    """Record that a department became another one, by names, from a fiscal year on; the code of the change.

    Raises UnknownDepartmentError, QuestionDecidedError or DecisionIncompleteError.
    """
    with transaction() as connection:
        codes = [_department(connection, name) for name in (before, since)]
        asked = asking.change_question(fiscal_year, kind, *codes)
        row = asked | {"event": "asked", "actor_name": actor, "recorded_through": through, "confidence_ratio": 1}
        asking.record_asked(connection, department_change, [row])
    code = str(asked["change_code"])
    decide(department_change, code, "confirmed", actor, note, through)
    return code


def _department(connection: Connection, name: str) -> str:
    found = run(connection, "decide/department", department=name)
    if not found:
        raise UnknownDepartmentError(department=name)
    code: str = found[0]["department_code"]
    return code


def _events(connection: Connection, table: Table, code: str) -> list[dict[str, Any]]:
    """The events of a question, the oldest first."""
    found = connection.execute(select(table).where(table.c[CODES[table.name]] == code).order_by(table.c.event_key))
    return [dict(row) for row in found.mappings()]


def _record(connection: Connection, table: Table, code: str, event: str, actor: str, note: str, through: str) -> None:
    row = {CODES[table.name]: code, "event": event, "actor_name": actor, "note": note, "recorded_through": through}
    connection.execute(insert(table).values(row))
