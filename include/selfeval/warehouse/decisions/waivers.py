"""Waivers: a rule's findings on a department's form of a year, or on one project of it, are tolerated until a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert

from selfeval.settings import settings
from selfeval.vocabulary.normalise import person_key
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.decisions.events import REVOKED, WAIVERS, Author
from selfeval.warehouse.decisions.refusals import (
    NothingToRevokeError,
    NothingToWaiveError,
    UnknownCodeError,
    UnknownProjectError,
)
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.decisions import waiver_finding

COVERED = ("finding_code", "printed", "expected", "difference")
"""What a waiver remembers of a finding: it covers it as long as nothing of this is different."""
SELF_APPROVAL = "申请人不能批准自己的申请 / who asks cannot approve"


@dataclass(frozen=True)
class Request:
    """What is asked for: a rule, a department and a year; one project by name or code, or all; its last day."""

    rule_code: str
    department: str
    fiscal_year: int
    project: str | None
    reason: str
    expires_on: date
    asked_by: str


def request(asked: Request, waiver_code: str, recorded_through: str) -> list[dict[str, Any]]:
    """Record a request with the findings that are open now, and return these. Asked again, it changes nothing.

    Raises DecisionIncompleteError, NothingToWaiveError or UnknownProjectError.
    """
    author = Author(asked.asked_by, asked.reason, recorded_through)
    is_past = not _today() < asked.expires_on < date.max
    author.require_complete("申请人 asked_by", "理由 reason", **{"失效日期 expiry": is_past})
    with transaction() as connection:
        department_key, project_key = _subject(connection, asked)
        findings = run(
            connection,
            "waivers/finding",
            rule_code=asked.rule_code,
            department_key=department_key,
            fiscal_year=asked.fiscal_year,
            project_key=project_key,
        )
        if WAIVERS.events(connection, waiver_code):
            return findings
        if not findings:
            raise _nothing(asked)
        WAIVERS.record(
            connection,
            waiver_code,
            "requested",
            author,
            rule_code=asked.rule_code,
            fiscal_year=asked.fiscal_year,
            department_key=department_key,
            project_key=project_key,
            expires_at=_end_of(asked.expires_on),
        )
        covered = [{key: one[key] for key in COVERED} for one in findings]
        connection.execute(insert(waiver_finding), [{"waiver_code": waiver_code} | one for one in covered])
    return findings


def decide(waiver_code: str, *, is_approved: bool, decided_by: str, note: str, recorded_through: str) -> str:
    """Record a decision; the event in force, `approved` or `rejected`. Where who asked approves, it is rejected.

    A waiver is decided once: raises AlreadyDecidedError where another decision was recorded, and UnknownCodeError.
    """
    with transaction() as connection:
        events = WAIVERS.events(connection, waiver_code)
        if not events:
            raise UnknownCodeError(code=waiver_code, command=WAIVERS.command)
        if is_approved and person_key(decided_by) == person_key(events[0]["actor_name"]):
            is_approved, note = False, f"{SELF_APPROVAL}；{note}".rstrip("；")
        event = "approved" if is_approved else "rejected"
        if made := next((one for one in events if one["event"] in WAIVERS.decisions), None):
            if (made["event"], made["actor_name"]) != (event, decided_by):
                raise WAIVERS.already_decided(waiver_code, made)
        else:
            WAIVERS.record(connection, waiver_code, event, Author(decided_by, note, recorded_through))
            _renew(connection, waiver_code)
    return event


def revoke(waiver_code: str, revoked_by: str, reason: str, recorded_through: str) -> None:
    """End an approved waiver now.

    Raises DecisionIncompleteError, or NothingToRevokeError where it was not approved, or is revoked.
    """
    author = Author(revoked_by, reason, recorded_through)
    author.require_complete()
    with transaction() as connection:
        known = WAIVERS.in_force(WAIVERS.events(connection, waiver_code))
        if known is None or known["event"] != "approved":
            raise NothingToRevokeError(subject=waiver_code, command="waivers list")
        WAIVERS.record(connection, waiver_code, REVOKED, author)
        _renew(connection, waiver_code)


def files_of(waiver_code: str) -> list[str]:
    """Files (SHA-256) with findings, open in current versions, that a waiver was asked for."""
    with transaction() as connection:
        return [row["submission_sha256"] for row in run(connection, "waivers/covered", waiver_code=waiver_code)]


def _renew(connection: Connection, waiver_code: str) -> None:
    """Renew what is stored of the versions with findings that a waiver was asked for."""
    versions = run(connection, "waivers/version", waiver_code=waiver_code)
    touched = renewing.touched_of_versions(connection, [row["form_version_key"] for row in versions])
    renewing.touch(connection, touched)


def _subject(connection: Connection, asked: Request) -> tuple[int, int | None]:
    """Keys of the department and of the project, if one is named."""
    found = run(connection, "waivers/department", department=asked.department)
    if not found:
        raise _nothing(asked)
    department_key: int = found[0]["department_key"]
    if asked.project is None:
        return department_key, None
    projects = run(connection, "waivers/project", department_key=department_key, project=asked.project)
    if not projects:
        raise _nothing(asked)
    if len(projects) > 1:
        codes = "、".join(one["project_code"] or "—" for one in projects)
        named = {"department": asked.department, "year": asked.fiscal_year, "project": asked.project}
        raise UnknownProjectError(count=len(projects), codes=f"（{codes}）", **named)
    return department_key, projects[0]["project_key"]


def _nothing(asked: Request) -> NothingToWaiveError:
    project = asked.project or "（全部项目 / all projects）"
    return NothingToWaiveError(
        rule=asked.rule_code, department=asked.department, year=asked.fiscal_year, project=project
    )


def _today() -> date:
    return datetime.now(ZoneInfo(settings().timezone)).date()


def _end_of(day: date) -> datetime:
    """Midnight after a day, on the clock of the setting `timezone`."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings().timezone))
