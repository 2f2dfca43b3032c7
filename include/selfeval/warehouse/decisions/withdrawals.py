"""Withdrawals: an accepted file counts no more from now on, or counts again as if it had never been withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func

from selfeval.settings import settings
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.decisions.events import REVOKED, WITHDRAWALS, Author
from selfeval.warehouse.decisions.refusals import (
    AlreadyDecidedError,
    AmbiguousFileError,
    NotAcceptedError,
    NothingToRevokeError,
    UnknownFileError,
)
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run

SHOWN = 10
"""Files that the message about an ambiguous name lists; it says how many there are besides."""
SHORT = 12
"""Characters by which a person tells a SHA-256 from others."""


@dataclass(frozen=True)
class File:
    """A file that a decision was recorded about, and the fiscal years whose figures it changes."""

    submission_sha256: str
    file_name: str
    department_name: str
    fiscal_years: tuple[int, ...]


def withdraw(file: str, author: Author) -> File:
    """Record that an accepted file counts no more from now on.

    Raises DecisionIncompleteError, UnknownFileError, AmbiguousFileError, NotAcceptedError or AlreadyDecidedError.
    """
    author.require_complete(why="理由 --note")
    with transaction() as connection:
        found = _locked(connection, file)
        if found["withdrawn_at"] is not None:
            event = f"withdrawn {_local(found['withdrawn_at'])}"
            raise AlreadyDecidedError(
                subject=_named(found), actor=found["withdrawn_by"], event=event, command="submissions restore"
            )
        if found["last_received_at"] is None:
            raise NotAcceptedError(state=found["state"], file=found["file_name"], sha256=_short(found))
        # Not before it came in: the clock that dated the submission may be ahead of this one.
        at = func.greatest(func.now(), found["last_received_at"])
        WITHDRAWALS.record(connection, found["submission_key"], "withdrawn", author, happened_at=at)
        _renew(connection, found)
    return _file(found)


def restore(file: str, author: Author) -> File:
    """Record that a withdrawal is revoked: the file counts as if it had never been withdrawn.

    Raises DecisionIncompleteError, UnknownFileError, AmbiguousFileError or NothingToRevokeError.
    """
    author.require_complete(why="理由 --note")
    with transaction() as connection:
        found = _locked(connection, file)
        if found["withdrawn_at"] is None:
            raise NothingToRevokeError(subject=_named(found), command="submissions withdrawn")
        WITHDRAWALS.record(connection, found["submission_key"], REVOKED, author)
        _renew(connection, found)
    return _file(found)


def in_force() -> list[dict[str, Any]]:
    """Files that are withdrawn, the latest first, with who said so and why."""
    with transaction() as connection:
        return run(connection, "withdrawals/in_force")


def _locked(connection: Connection, file: str) -> dict[str, Any]:
    """The one file that is meant, as it is once nobody else decides about it or loads it."""
    sha256 = _only(connection, file)["submission_sha256"]
    run(connection, "loading/lock_submission", submissions=[sha256])
    return _only(connection, sha256)


def _only(connection: Connection, file: str) -> dict[str, Any]:
    found = run(connection, "withdrawals/file", file=file.strip())
    if not found:
        raise UnknownFileError(file=file)
    if len(found) > 1:
        candidates = [_candidate(one) for one in found[:SHOWN]] + ["…"] * (len(found) > SHOWN)
        raise AmbiguousFileError(file=file, count=len(found), candidates="；".join(candidates))
    return found[0]


def _candidate(found: dict[str, Any]) -> str:
    years = "、".join(map(str, found["fiscal_years"]))
    withdrawn = "（已撤回 withdrawn）" if found["withdrawn_at"] else ""
    words = _short(found), found["department_name"], years, _local(found["received_at"])
    return " ".join(filter(None, words)) + withdrawn


def _named(found: dict[str, Any]) -> str:
    return f"{found['file_name']}（{_short(found)}）"


def _short(found: dict[str, Any]) -> str:
    return str(found["submission_sha256"][:SHORT])


def _file(found: dict[str, Any]) -> File:
    return File(found["submission_sha256"], found["file_name"], found["department_name"], tuple(found["fiscal_years"]))


def _local(moment: datetime) -> str:
    """A moment on the clock of the setting `timezone`."""
    return f"{moment.astimezone(ZoneInfo(settings().timezone)):%Y-%m-%d %H:%M}"


def _renew(connection: Connection, found: dict[str, Any]) -> None:
    renewing.touch(connection, renewing.touched_of_submissions(connection, [found["submission_key"]]))
