"""The receipts of the warehouse → the newest time of receipt, and what one run's submissions have come to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

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
