"""A batch folder → its Arrow tables, checked against the staging tables' columns."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Table

from selfeval.errors import LoadError
from selfeval.warehouse.tables import staging

LOADED = (
    staging.submission,
    staging.form,
    staging.project,
    staging.amount,
    staging.indicator,
    staging.cell,
    staging.finding,
)
"""What a batch folder holds by the time it is loaded, in the order in which it is copied."""


class BatchFileError(LoadError):
    """A Parquet file of a batch is missing or has other columns."""

    slug = "batch-file"
    zh = "批次文件不可用：{path}（{reason}）。请重新运行该批次的读取与核验任务。"
    en = "A batch file cannot be used: {path} ({reason}). Run the batch's read and judge tasks again."


def read(batch: Path, table: Table) -> pa.Table:
    """One table of a batch; raises BatchFileError where the file is missing or not of its columns."""
    path = batch / f"{table.name.removeprefix('dim_')}.parquet"
    expected = staging.arrow_schema(table)
    try:
        found = pq.read_table(path)
        return found.select(expected.names).cast(expected)
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise BatchFileError(path=str(path), reason=str(error).splitlines()[0]) from error


def members(batch: Path) -> list[str]:
    """The SHA-256 of the files of a batch; raises BatchFileError."""
    return [str(sha256) for sha256 in read(batch, staging.submission)["submission_sha256"].to_pylist()]


def of_submissions(rows: pa.Table, submissions: list[str]) -> pa.Table:
    """The rows that belong to some of the submissions (SHA-256)."""
    return rows.filter(pc.is_in(rows["submission_sha256"], pa.array(submissions, pa.string())))
