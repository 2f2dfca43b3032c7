"""Archived hand-ins → submissions and receipts in the warehouse, and batches of what is still to be loaded."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import RowMapping, select
from sqlalchemy.dialects.postgresql import insert

from selfeval.warehouse import staging
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.dimensions import receipt, submission


@dataclass(frozen=True)
class HandIn:
    """One file as it was handed in and archived."""

    submission_sha256: str
    file_name: str
    channel_name: str
    size_bytes: int
    received_at: datetime
    archive_path: str


def record(hand_ins: list[HandIn]) -> None:
    """Record a submission for each new file and a receipt for each hand-in, in one transaction.

    The same hand-in recorded again (a find that died before it cleared the landing folder) changes nothing: its time
    of arrival tells it from a second hand-in of the same bytes.
    """
    if not hand_ins:
        return
    with transaction() as connection:
        connection.execute(insert(submission).on_conflict_do_nothing(), [asdict(one) for one in hand_ins])
        found = connection.execute(
            select(submission.c.submission_sha256, submission.c.submission_key).where(
                submission.c.submission_sha256.in_([one.submission_sha256 for one in hand_ins])
            )
        )
        keys = {row.submission_sha256: row.submission_key for row in found}
        connection.execute(
            insert(receipt).on_conflict_do_nothing(),
            [
                {
                    "submission_key": keys[one.submission_sha256],
                    "file_name": one.file_name,
                    "channel_name": one.channel_name,
                    "received_at": one.received_at,
                }
                for one in hand_ins
            ],
        )


def still_received() -> list[RowMapping]:
    """Submissions that no load has settled yet, with the columns of staging.submission, in order of arrival."""
    columns = [submission.c[column.name] for column in staging.submission.columns]
    waiting = select(*columns).where(submission.c.state == "received")
    with transaction() as connection:
        return list(
            connection.execute(waiting.order_by(submission.c.received_at, submission.c.submission_sha256)).mappings()
        )


def write_batch(batches: Path, members: Sequence[RowMapping]) -> Path:
    """Write a batch folder with its submission.parquet; the folder.

    It is named by its members, so the same members make the same folder again.
    """
    together = "".join(sorted(row["submission_sha256"] for row in members))
    folder = batches / hashlib.sha256(together.encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    rows = pa.Table.from_pylist([dict(row) for row in members], staging.arrow_schema(staging.submission))
    temporary = folder / ".submission.parquet.tmp"
    pq.write_table(rows, temporary)
    temporary.replace(folder / "submission.parquet")
    return folder
