"""Questions about lineage, departments and what counts: those that are open, and what persons answer or say unasked."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.decisions.events import COUNTING, DEPARTMENTS, LINEAGE, Author, code_of
from selfeval.warehouse.decisions.refusals import (
    ConflictingDecisionError,
    SameDepartmentError,
    UnknownCodeError,
    UnknownDepartmentError,
    UnknownGroupError,
    UnknownKindError,
    UnknownProjectError,
)
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run

LEDGERS = {"L": LINEAGE, "D": DEPARTMENTS, "C": COUNTING}
"""A code's first letter says what a question is about."""
DEPARTMENT_KINDS = ("renamed", "merged", "split", "moved")
LINEAGE_KINDS = ("same", *DEPARTMENT_KINDS, "ended")


@dataclass(frozen=True)
class KnownLineage:
    """What a person knows of projects: of which kind, into which year, from which ones to which ones.

    To none where the kind is `ended`: a project whose card of the year is awaited will not come.
    """

    kind: str
    fiscal_year: int
    department: str
    prior_department: str
    prior: tuple[str, ...]
    current: tuple[str, ...]


def open_questions(fiscal_year: int, department: str | None, limit: int) -> list[dict[str, Any]]:
    """Open questions of one department or of all: about what counts, departments, projects, the surest first."""
    with transaction() as connection:
        return run(connection, "questions/open_question", fiscal_year=fiscal_year, department=department, limit=limit)


def decide(code: str, event: str, author: Author) -> int:
    """Record `confirmed`, `rejected` or `revoked`; the fiscal year to publish anew. Said again, it changes nothing.

    Raises DecisionIncompleteError, UnknownCodeError, AlreadyDecidedError, NothingToRevokeError or
    ConflictingDecisionError.
    """
    author.require_complete()
    ledger = LEDGERS[code[0]]
    with transaction() as connection:
        run(connection, "questions/lock_question", code=code)
        events = ledger.events(connection, code)
        if not events:
            raise UnknownCodeError(code=code, command=ledger.command)
        is_new = ledger.is_new(code, event, events)
        if event == "confirmed" and (conflicts := run(connection, "questions/conflict", code=code)):
            raise ConflictingDecisionError(code=code, other=conflicts[0]["question_code"])
        if is_new:
            ledger.record(connection, code, event, author)
            if ledger is DEPARTMENTS:
                renewing.departments_changed(connection)
        year: int = events[0]["fiscal_year"]
    return year


def ask_about_group(lineage_code: str, author: Author) -> str:
    """Make a question of a group of the lineage as it is, so that a person may decide it; the question's code.

    Raises UnknownGroupError.
    """
    with transaction() as connection:
        rows = run(connection, "questions/group", lineage_code=lineage_code)
        if not rows or not rows[0]["prior"] or not rows[0]["current"]:
            raise UnknownGroupError(code=lineage_code)
        return _ask(connection, rows[0], author)


def record_lineage(known: KnownLineage, author: Author) -> str:
    """Record that projects belong together or that one ended, by names or codes; the question's code.

    Raises UnknownKindError, UnknownProjectError, or what `decide` raises.
    """
    _require_kind(known)
    with transaction() as connection:
        prior = [_project(connection, known.fiscal_year - 1, known.prior_department, name) for name in known.prior]
        current = [_project(connection, known.fiscal_year, known.department, name) for name in known.current]
        row = {"fiscal_year": known.fiscal_year, "lineage_kind": known.kind, "confidence_ratio": 1}
        code = _ask(connection, row | {"prior": sorted(prior), "current": sorted(current)}, author)
    decide(code, "confirmed", author)
    return code


def record_change(kind: str, before: str, since: str, fiscal_year: int, author: Author) -> str:
    """Record that a department became another one, by names, from a fiscal year on; the code of the change.

    Raises UnknownKindError, UnknownDepartmentError, SameDepartmentError, or what `decide` raises.
    """
    if kind not in DEPARTMENT_KINDS:
        raise UnknownKindError(kind=kind, projects="", kinds="、".join(DEPARTMENT_KINDS))
    with transaction() as connection:
        codes = [_department(connection, name) for name in (before, since)]
        if codes[0] == codes[1]:
            raise SameDepartmentError(department=since)
        row = change_question(fiscal_year, kind, *codes) | _asked_by(author) | {"confidence_ratio": 1}
        DEPARTMENTS.ask(connection, [row])
    code = str(row["change_code"])
    decide(code, "confirmed", author)
    return code


def change_question(fiscal_year: int, kind: str, before: str, since: str) -> dict[str, object]:
    """A department's change, with its code: the same change has the same code whoever asks about it."""
    return {
        "change_code": f"D{code_of(fiscal_year, kind, before, since)}",
        "fiscal_year": fiscal_year,
        "change_kind": kind,
        "from_department_code": before,
        "to_department_code": since,
    }


def lineage_code(fiscal_year: int, prior: object, current: object) -> str:
    """The code of a question about projects, by their business keys."""
    return f"L{code_of(fiscal_year, prior, current)}"


def _require_kind(known: KnownLineage) -> None:
    before, since = len(known.prior), len(known.current)
    counts = {"split": before == 1 < since, "merged": before > 1 == since, "ended": before == 1 > since}
    if known.kind not in LINEAGE_KINDS or not counts.get(known.kind, before == since == 1):
        projects = f"：{before} 个上年项目、{since} 个本年项目 / {before} of last year, {since} of this year"
        raise UnknownKindError(kind=known.kind, projects=projects, kinds="、".join(LINEAGE_KINDS))


def _ask(connection: Connection, row: dict[str, Any], author: Author) -> str:
    """Record what a person asks on his own account, unless it was asked before; its code."""
    code = lineage_code(row["fiscal_year"], row["prior"], row["current"])
    LINEAGE.ask(connection, [row | _asked_by(author) | {"question_code": code, "note": author.reason}])
    return code


def _asked_by(author: Author) -> dict[str, object]:
    return {"actor_name": author.name, "recorded_through": author.through}


def _project(connection: Connection, fiscal_year: int, department: str, name: str) -> list[str]:
    """The business key of the one project of that name or code."""
    found = run(connection, "questions/project", fiscal_year=fiscal_year, department=department, project=name)
    if len(found) != 1:
        raise UnknownProjectError(department=department, year=fiscal_year, project=name, count=len(found), codes="")
    return [str(value) for value in found[0].values()]


def _department(connection: Connection, name: str) -> str:
    found = run(connection, "questions/department", department=name)
    if not found:
        raise UnknownDepartmentError(department=name)
    code: str = found[0]["department_code"]
    return code
