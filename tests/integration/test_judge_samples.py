"""The synthetic samples, read and judged: nothing to complain of, so that a false alarm fails a test."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from selfeval import paths
from selfeval.settings import settings
from selfeval.steps.judge import judge_batch
from selfeval.steps.read import read_batch
from selfeval.warehouse.tables.staging import arrow_schema, submission

CLEAN = sorted(paths.samples().glob("*/*_synthetic.xlsx"))


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The synthetic samples, one file a submission, read and judged."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    settings.cache_clear()
    folder = tmp_path / "batches" / "b1"
    folder.mkdir(parents=True)
    rows = [handed_in(number, file) for number, file in enumerate(CLEAN)]
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema(submission)), folder / "submission.parquet")
    read_batch(str(folder))
    judge_batch(str(folder))
    yield folder
    settings.cache_clear()


def handed_in(number: int, file: Path) -> dict[str, Any]:
    return {
        "submission_sha256": f"{number:064d}",
        "file_name": file.name,
        "channel_name": file.parent.name,
        "size_bytes": file.stat().st_size,
        "received_at": datetime(2023, 3, 1, tzinfo=UTC),
        "archive_path": str(file),
    }


def test_both_years_are_read_to_the_last_project(batch: Path) -> None:
    forms = pq.read_table(batch / "form.parquet").to_pylist()
    assert [form["fiscal_year"] for form in forms] == [2020, 2022]
    assert pq.read_metadata(batch / "project.parquet").num_rows == 15 + 17


def test_nothing_critical_and_no_warning_is_found_on_them(batch: Path) -> None:
    found = pq.read_table(batch / "finding.parquet").to_pylist()
    assert [one for one in found if one["severity"] in ("critical", "warning")] == []
