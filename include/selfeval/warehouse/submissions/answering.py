"""The warehouse → what each hand-in's answer says, and the note that it was answered."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.dimensions import receipt


@dataclass(frozen=True)
class Answer:
    """What is to be said about one hand-in: the row of mart_history.receipt with the file's own name, and its findings.

    An answer is overtaken where that to a later hand-in stands under the same name.
    """

    receipt: dict[str, Any]
    findings: list[dict[str, Any]]
    is_overtaken: bool = False


def answers_of(submissions: list[str]) -> list[Answer]:
    """Answers to every hand-in of the given files (SHA-256), in order of arrival."""
    return _answers(submissions=submissions, is_unanswered=False)


def concerned(submissions: list[str]) -> list[str]:
    """The given files and those whose answer they change: the versions that they replace or displace."""
    with transaction() as connection:
        return [row["submission_sha256"] for row in run(connection, "answer/concerned", submissions=submissions)]


def answers_due() -> list[Answer]:
    """Answers to hand-ins of settled files that nobody wrote yet: repeated hand-ins, and what a crash left open."""
    return _answers(submissions=None, is_unanswered=True)


def note_answered(answers: list[Answer]) -> None:
    """Record that answers were written."""
    keys = [answer.receipt["receipt_key"] for answer in answers]
    with transaction() as connection:
        locked = select(receipt.c.receipt_key).where(receipt.c.receipt_key.in_(keys)).order_by(receipt.c.receipt_key)
        connection.execute(locked.with_for_update())
        connection.execute(update(receipt).where(receipt.c.receipt_key.in_(keys)).values(answered_at=datetime.now(UTC)))


def _answers(*, submissions: list[str] | None, is_unanswered: bool) -> list[Answer]:
    with transaction() as connection:
        receipts = run(connection, "answer/receipt", submissions=submissions, is_unanswered=is_unanswered)
        known = [row["submission_sha256"] for row in receipts]
        findings: dict[str, list[dict[str, Any]]] = {sha256: [] for sha256 in known}
        for row in receipts:
            row["file_name"] = row.pop("own_file_name")
        for row in run(connection, "answer/finding", submissions=known):
            findings[row.pop("submission_sha256")].append(row)
    return [Answer(row, findings[row["submission_sha256"]], row.pop("is_overtaken")) for row in receipts]
