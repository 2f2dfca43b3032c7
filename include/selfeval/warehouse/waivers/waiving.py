"""Requests, decisions and revocations → events of waivers, each recorded once and never changed."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select

from selfeval.settings import settings
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.waiver import waiver_event, waiver_finding
from selfeval.warehouse.waivers.waiver_errors import (
    NothingToWaiveError,
    RevocationIncompleteError,
    SeveralProjectsError,
    UnknownWaiverError,
    WaiverDecidedError,
    WaiverIncompleteError,
)

DECISIONS = ("approved", "rejected")
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
    """Record a request with the findings that stand now, and return these. Asked again, it changes nothing.

    Raises WaiverIncompleteError, NothingToWaiveError or SeveralProjectsError.
    """
    _require_complete(asked)
    expires_at = _end_of(asked.expires_on)
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
        if _event(connection, waiver_code, "requested"):
            return findings
        if not findings:
            raise _nothing(asked)
        event = {"rule_code": asked.rule_code, "fiscal_year": asked.fiscal_year, "expires_at": expires_at}
        event |= {"department_key": department_key, "project_key": project_key, "note": asked.reason}
        _record(connection, waiver_code, "requested", asked.asked_by.strip(), recorded_through, **event)
        covered = [{key: one[key] for key in COVERED} for one in findings]
        connection.execute(insert(waiver_finding), [{"waiver_code": waiver_code} | one for one in covered])
    return findings


def decide(waiver_code: str, *, is_approved: bool, decided_by: str, note: str, recorded_through: str) -> str:
    """Record a decision; the event that stands, `approved` or `rejected`. Where who asked approves, it is rejected.

    Raises UnknownWaiverError, or WaiverDecidedError where another decision was recorded.
    """
    with transaction() as connection:
        asked = _event(connection, waiver_code, "requested")
        if not asked:
            raise UnknownWaiverError(waiver=waiver_code, kind="")
        if is_approved and _plain(decided_by) == _plain(asked["actor_name"]):
            is_approved, note = False, f"{SELF_APPROVAL}；{note}".rstrip("；")
        event = DECISIONS[not is_approved]
        if made := _event(connection, waiver_code, *DECISIONS):
            if (made["event"], made["actor_name"]) != (event, decided_by):
                raise WaiverDecidedError(waiver=waiver_code, actor=made["actor_name"], event=made["event"])
        else:
            _record(connection, waiver_code, event, decided_by, recorded_through, note=note or None)
            _renew(connection, waiver_code)
    return event


def revoke(waiver_code: str, revoked_by: str, reason: str, recorded_through: str) -> None:
    """End an approved waiver now.

    Raises RevocationIncompleteError, or UnknownWaiverError where it was not approved, or is revoked.
    """
    lacks = {"撤销人 by": not revoked_by.strip(), "理由 reason": not reason.strip()}
    if missing := [name for name, is_missing in lacks.items() if is_missing]:
        raise RevocationIncompleteError(waiver=waiver_code, missing="、".join(missing))
    with transaction() as connection:
        if not _event(connection, waiver_code, "approved") or _event(connection, waiver_code, "revoked"):
            raise UnknownWaiverError(waiver=waiver_code, kind="已批准的")
        _record(connection, waiver_code, "revoked", revoked_by.strip(), recorded_through, note=reason)
        _renew(connection, waiver_code)


def files_of(waiver_code: str) -> list[str]:
    """Files (SHA-256) whose standing findings a waiver was asked for."""
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
        raise SeveralProjectsError(department=asked.department, project=asked.project, codes=codes)
    return department_key, projects[0]["project_key"]


def _nothing(asked: Request) -> NothingToWaiveError:
    project = asked.project or "（全部项目 / all projects）"
    return NothingToWaiveError(
        rule=asked.rule_code, department=asked.department, year=asked.fiscal_year, project=project
    )


def _require_complete(asked: Request) -> None:
    lacks = {
        "申请人 asked_by": not asked.asked_by.strip(),
        "理由 reason": not asked.reason.strip(),
        "失效日期 expiry": not _today() < asked.expires_on < date.max,
    }
    if missing := [name for name, is_missing in lacks.items() if is_missing]:
        raise WaiverIncompleteError(missing="、".join(missing))


def _plain(name: str) -> str:
    """A name as it is compared: neither white space nor width nor case makes another person of somebody."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _today() -> date:
    return datetime.now(ZoneInfo(settings().timezone)).date()


def _end_of(day: date) -> datetime:
    """Midnight after a day, on the clock of the setting `timezone`."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings().timezone))


def _event(connection: Connection, waiver_code: str, *events: str) -> dict[str, Any] | None:
    wanted = select(waiver_event).where(waiver_event.c.waiver_code == waiver_code, waiver_event.c.event.in_(events))
    found = connection.execute(wanted).mappings().first()
    return dict(found) if found else None


def _record(
    connection: Connection, waiver_code: str, event: str, actor_name: str, recorded_through: str, **more: object
) -> None:
    row = {"waiver_code": waiver_code, "event": event, "actor_name": actor_name, "recorded_through": recorded_through}
    connection.execute(insert(waiver_event).values(row | more))
