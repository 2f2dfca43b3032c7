"""The receipts of the warehouse → what each answer says, that it was written, and what one run has come to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables.dimensions import receipt


@dataclass(frozen=True)
class Before:
    """What a run finds: the last receipt there is (0: none), and the receipts that nobody has answered yet."""

    last_key: int
    unanswered: tuple[int, ...]


def newest_received_at() -> datetime | None:
    """The latest time of receipt in the warehouse; None where nothing was ever received."""
    with transaction() as connection:
        newest: datetime | None = connection.scalar(select(func.max(receipt.c.received_at)))
    return newest


def before() -> Before:
    """The state of the receipts now."""
    unanswered = select(receipt.c.receipt_key).where(receipt.c.answered_at.is_(None))
    with transaction() as connection:
        last = connection.scalar(select(func.max(receipt.c.receipt_key)))
        return Before(last or 0, tuple(connection.scalars(unanswered)))


def since(seen: Before) -> list[dict[str, Any]]:
    """`file_name`, `channel_name`, `state` and `held_reason` of the receipts made since, and of those open then."""
    with transaction() as connection:
        return run(connection, "receipts/since", last_key=seen.last_key, unanswered=list(seen.unanswered))


@dataclass(frozen=True)
class ReceiptAnswer:
    """What is to be said about one delivery: its row of mart_history.receipt and its findings.

    An answer is overtaken where the answer to a later delivery has the same name.
    """

    receipt: dict[str, Any]
    findings: list[dict[str, Any]]
    is_overtaken: bool = False


def answers_of(submissions: list[str]) -> list[ReceiptAnswer]:
    """Answers to every delivery of the given files (SHA-256), in order of arrival."""
    return _answers(submissions=submissions, is_unanswered=False)


def concerned(submissions: list[str]) -> list[str]:
    """The given files and those whose answer they change: the versions that they replace or displace."""
    with transaction() as connection:
        return [row["submission_sha256"] for row in run(connection, "answers/concerned", submissions=submissions)]


def answers_due() -> list[ReceiptAnswer]:
    """Answers to deliveries of settled files that nobody wrote yet: repeated deliveries, and what a crash left open."""
    return _answers(submissions=None, is_unanswered=True)


def note_answered(answers: list[ReceiptAnswer]) -> None:
    """Record that answers were written."""
    keys = [answer.receipt["receipt_key"] for answer in answers]
    with transaction() as connection:
        locked = select(receipt.c.receipt_key).where(receipt.c.receipt_key.in_(keys)).order_by(receipt.c.receipt_key)
        connection.execute(locked.with_for_update())
        connection.execute(update(receipt).where(receipt.c.receipt_key.in_(keys)).values(answered_at=datetime.now(UTC)))


def _answers(*, submissions: list[str] | None, is_unanswered: bool) -> list[ReceiptAnswer]:
    with transaction() as connection:
        receipts = run(connection, "answers/receipt", submissions=submissions, is_unanswered=is_unanswered)
        known = [row["submission_sha256"] for row in receipts]
        findings: dict[str, list[dict[str, Any]]] = {sha256: [] for sha256 in known}
        for row in receipts:
            row["file_name"] = row.pop("own_file_name")
        for row in run(connection, "answers/finding", submissions=known):
            findings[row.pop("submission_sha256")].append(row)
    return [ReceiptAnswer(row, findings[row["submission_sha256"]], row.pop("is_overtaken")) for row in receipts]
