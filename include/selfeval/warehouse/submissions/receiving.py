"""Archived deliveries → submissions and receipts in the warehouse, and batches of what is still to be loaded."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import RowMapping, select, update
from sqlalchemy.dialects.postgresql import insert

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.marts import renewing
from selfeval.warehouse.statements import run
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.dimensions import submission


@dataclass(frozen=True)
class ArchivedFile:
    """One file as it was delivered and archived."""

    submission_sha256: str
    file_name: str
    channel_name: str
    size_bytes: int
    received_at: datetime
    archive_path: str


def record(hand_ins: list[ArchivedFile]) -> None:
    """Record a submission for each new file and a receipt for each delivery, in one transaction.

    The same delivery recorded again (a find that died before it cleared the landing folder) changes nothing: its time
    of arrival tells it from a second delivery of the same bytes. A second delivery of a held file, or of a version that
    was replaced, opens the file again: it is read and loaded anew. That of a withdrawn file does not.
    """
    if not hand_ins:
        return
    with transaction() as connection:
        connection.execute(insert(submission).on_conflict_do_nothing(), [asdict(one) for one in hand_ins])
        receipts = run(
            connection,
            "receipts/receipt",
            submissions=[one.submission_sha256 for one in hand_ins],
            file_names=[one.file_name for one in hand_ins],
            channel_names=[one.channel_name for one in hand_ins],
            times=[one.received_at for one in hand_ins],
        )
        keys = [row["receipt_key"] for row in receipts]
        replaced = [row["submission_key"] for row in run(connection, "receipts/replaced", receipts=keys)]
        run(connection, "receipts/reopen", receipts=keys, replaced=replaced)
        run(connection, "receipts/settle_duplicate", receipts=keys)
        run(connection, "receipts/renew", receipts=keys)
        files = [row["submission_key"] for row in run(connection, "receipts/known", receipts=keys)]
        renewing.touch(connection, renewing.touched_of_submissions(connection, files))


def awaiting_converter() -> list[dict[str, Any]]:
    """Held files for which a part of LibreOffice was missing: submission_sha256, file_name and archive_path of each."""
    with transaction() as connection:
        return run(connection, "receipts/awaiting_converter")


def reopen(submissions: list[str]) -> None:
    """Let held files (SHA-256) be read again without a new delivery: they were held for a lack of our own."""
    with transaction() as connection:
        run(connection, "receipts/reopen_deferred", submissions=submissions)


def still_received() -> list[RowMapping]:
    """Submissions that no load has settled yet, in order of arrival.

    They have the columns of staging.submission and `batch_count`, the number of batches that each was in before.
    """
    columns = [submission.c[column.name] for column in staging.submission.columns]
    columns.append(submission.c.batch_count)
    waiting = select(*columns).where(submission.c.state == "received")
    with transaction() as connection:
        return list(
            connection.execute(waiting.order_by(submission.c.received_at, submission.c.submission_sha256)).mappings()
        )


def count_batch(members: Sequence[RowMapping]) -> None:
    """Note that the submissions were put in a batch once more."""
    keys = [row["submission_sha256"] for row in members]
    with transaction() as connection:
        connection.execute(
            update(submission)
            .where(submission.c.submission_sha256.in_(keys))
            .values(batch_count=submission.c.batch_count + 1)
        )


def write_batch(batches: Path, members: Sequence[RowMapping]) -> Path:
    """Write a batch folder with its submission.parquet; the folder.

    It is named by its members, so the same members make the same folder again.
    """
    together = "".join(sorted(row["submission_sha256"] for row in members))
    folder = batches / hashlib.sha256(together.encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    rows = pa.Table.from_pylist([dict(row) for row in members], staging.arrow_schema(staging.submission))
    temporary = folder / f".{uuid4().hex}.tmp"
    pq.write_table(rows, temporary)
    temporary.replace(folder / "submission.parquet")
    return folder
