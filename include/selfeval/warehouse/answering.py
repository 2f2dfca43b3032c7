"""The warehouse → what each hand-in's answer says, and the note that it was answered."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.dimensions import receipt
from selfeval.warehouse.statements import run


@dataclass(frozen=True)
class Answer:
    """What is to be said about one hand-in: the row of mart.receipt and the findings of its file."""

    receipt: dict[str, Any]
    findings: list[dict[str, Any]]


def answers_of(submissions: list[str]) -> list[Answer]:
    """Answers to every hand-in of the given files (SHA-256), in order of arrival."""
    return _answers(submissions=submissions, is_unanswered=False)


def answers_due() -> list[Answer]:
    """Answers to hand-ins of settled files that nobody wrote yet: repeated hand-ins, and what a crash left open."""
    return _answers(submissions=None, is_unanswered=True)


def note_answered(answers: list[Answer]) -> None:
    """Record that answers were written."""
    keys = [answer.receipt["receipt_key"] for answer in answers]
    with transaction() as connection:
        connection.execute(update(receipt).where(receipt.c.receipt_key.in_(keys)).values(answered_at=datetime.now(UTC)))


def _answers(*, submissions: list[str] | None, is_unanswered: bool) -> list[Answer]:
    with transaction() as connection:
        receipts = run(connection, "answer/receipt", submissions=submissions, is_unanswered=is_unanswered)
        known = [row["submission_sha256"] for row in receipts]
        findings: dict[str, list[dict[str, Any]]] = {sha256: [] for sha256 in known}
        for row in run(connection, "answer/finding", submissions=known):
            findings[row.pop("submission_sha256")].append(row)
    return [Answer(row, findings[row["submission_sha256"]]) for row in receipts]
