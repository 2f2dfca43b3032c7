"""Files of departments → read and loaded without judging: what the warehouse then holds is what reading yields."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from handed_in import write_rules

from selfeval.steps.load import load_batch
from selfeval.steps.read import read_batch
from selfeval.warehouse.submissions import receiving
from selfeval.warehouse.tables.staging import arrow_schema, submission

RECEIVED = datetime(2023, 3, 1, 2, 0, tzinfo=UTC)


def load_files(home: Path, files: Sequence[Path], channel: str = "民政局") -> None:
    """Hand in the files as one batch, read them and load them; what reading found are all their findings."""
    folder = home / "batches" / "files"
    folder.mkdir(parents=True)
    hand_ins = [_handed_in(file, channel) for file in files]
    receiving.record(hand_ins)
    rows = [asdict(one) for one in hand_ins]
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema(submission)), folder / "submission.parquet")
    read_batch(str(folder))
    shutil.copy(folder / "finding_read.parquet", folder / "finding.parquet")
    write_rules(folder)
    load_batch(str(folder))


def _handed_in(file: Path, channel: str) -> receiving.ArchivedFile:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return receiving.ArchivedFile(sha256, file.name, channel, file.stat().st_size, RECEIVED, str(file))
