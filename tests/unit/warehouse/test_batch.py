"""Batch folders: the columns are the staging tables', or the batch is refused."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from selfeval.warehouse.submissions import batch
from selfeval.warehouse.tables import staging


def test_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(batch.BatchFileError, match=r"cell\.parquet"):
        batch.read(tmp_path, staging.cell)


def test_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"cell": ["A1"]}), tmp_path / "cell.parquet")
    with pytest.raises(batch.BatchFileError):
        batch.read(tmp_path, staging.cell)


def test_columns_in_another_order_are_put_right(tmp_path: Path) -> None:
    schema = staging.arrow_schema(staging.cell)
    row = {"submission_sha256": "a", "cell": "A1", "printed": "甲", "role": "value"}
    table = pa.Table.from_pylist([row], schema)
    pq.write_table(table.select(schema.names[::-1]), tmp_path / "cell.parquet")
    assert batch.read(tmp_path, staging.cell).schema.names == schema.names


def test_rows_of_some_submissions_are_only_theirs() -> None:
    rows = pa.table({"submission_sha256": ["a", "b", "a"], "n": [1, 2, 3]})
    assert batch.of_submissions(rows, ["a"])["n"].to_pylist() == [1, 3]
    assert batch.of_submissions(rows, []).num_rows == 0
