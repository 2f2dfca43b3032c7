"""Accepted files that no longer count, and such as count again → events, recorded once and never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert

from selfeval.settings import settings
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.submissions.withdrawal_errors import (
    AlreadyWithdrawnError,
    AmbiguousFileError,
    NotAcceptedError,
    NotWithdrawnError,
    UnknownFileError,
    WithdrawalIncompleteError,
)
from selfeval.warehouse.tables.withdrawal import withdrawal_event

SHOWN = 10
"""Files that an ambiguous name is told to mean; how many there are is told besides."""
SHORT = 12
"""Characters by which a person tells a SHA-256 from others."""


@dataclass(frozen=True)
class File:
    """A file that a decision was recorded about, and the fiscal years whose figures it changes."""

    submission_sha256: str
    file_name: str
    department_name: str
    fiscal_years: tuple[int, ...]


def withdraw(file: str, actor: str, note: str, through: str) -> File:
    """Record that an accepted file counts no more from now on.

    Raises WithdrawalIncompleteError, UnknownFileError, AmbiguousFileError, NotAcceptedError or AlreadyWithdrawnError.
    """
    _require_complete(actor, note)
    with transaction() as connection:
        found = _locked(connection, file)
        if found["withdrawn_at"] is not None:
            raise AlreadyWithdrawnError(at=_local(found["withdrawn_at"]), **_named(found))
        if found["last_received_at"] is None:
            raise NotAcceptedError(state=found["state"], **_named(found))
        # Not before it came in: the clock that dated the hand-in may be ahead of this one.
        at = func.greatest(func.now(), found["last_received_at"])
        _record(connection, found, "withdrawn", actor, note, through, happened_at=at)
    return _file(found)


def restore(file: str, actor: str, note: str, through: str) -> File:
    """Record that a withdrawal is revoked: the file counts as if it had never been withdrawn.

    Raises WithdrawalIncompleteError, UnknownFileError, AmbiguousFileError or NotWithdrawnError.
    """
    _require_complete(actor, note)
    with transaction() as connection:
        found = _locked(connection, file)
        if found["withdrawn_at"] is None:
            raise NotWithdrawnError(**_named(found))
        _record(connection, found, "revoked", actor, note, through)
    return _file(found)


def standing() -> list[dict[str, Any]]:
    """Files that are withdrawn, the latest first, with who said so and why."""
    with transaction() as connection:
        return run(connection, "withdrawals/standing")


def _locked(connection: Connection, file: str) -> dict[str, Any]:
    """The one file that is meant, as it stands once nobody else decides about it or loads it."""
    sha256 = _only(connection, file)["submission_sha256"]
    run(connection, "loading/lock_submission", submissions=[sha256])
    return _only(connection, sha256)


def _only(connection: Connection, file: str) -> dict[str, Any]:
    found = run(connection, "withdrawals/file", file=file.strip())
    if not found:
        raise UnknownFileError(file=file)
    if len(found) > 1:
        told = [_told(one) for one in found[:SHOWN]] + ["…"] * (len(found) > SHOWN)
        raise AmbiguousFileError(file=file, count=len(found), candidates="；".join(told))
    return found[0]


def _told(found: dict[str, Any]) -> str:
    years = "、".join(map(str, found["fiscal_years"]))
    withdrawn = "（已撤回 withdrawn）" if found["withdrawn_at"] else ""
    words = found["submission_sha256"][:SHORT], found["department_name"], years, _local(found["received_at"])
    return " ".join(filter(None, words)) + withdrawn


def _named(found: dict[str, Any]) -> dict[str, str]:
    return {"file": found["file_name"], "sha256": found["submission_sha256"][:SHORT]}


def _file(found: dict[str, Any]) -> File:
    return File(found["submission_sha256"], found["file_name"], found["department_name"], tuple(found["fiscal_years"]))


def _local(moment: datetime) -> str:
    """A moment on the clock of the setting `timezone`."""
    return f"{moment.astimezone(ZoneInfo(settings().timezone)):%Y-%m-%d %H:%M}"


def _require_complete(actor: str, note: str) -> None:
    lacks = {"何人 --by": not actor.strip(), "理由 --note": not note.strip()}
    if missing := [name for name, is_missing in lacks.items() if is_missing]:
        raise WithdrawalIncompleteError(missing="、".join(missing))


def _record(
    connection: Connection, found: dict[str, Any], event: str, actor: str, note: str, through: str, **more: object
) -> None:
    row = {"submission_key": found["submission_key"], "event": event, "recorded_through": through}
    row |= {"actor_name": actor.strip(), "note": note.strip()}
    connection.execute(insert(withdrawal_event).values(row | more))
    renewing.touch(connection, renewing.touched_of_submissions(connection, [found["submission_key"]]))
