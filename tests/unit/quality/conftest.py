"""Judging of one small form, each test in a home folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from contract_batch import submission, write_batch

from selfeval.quality.judging import judge
from selfeval.settings import settings

Judged = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder for everything that running makes."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def judged(home: Path) -> Judged:
    """Findings of the rules on one wide form of these projects, or on whole submissions."""

    def findings(*projects: dict[str, Any], submissions: list[dict[str, Any]] | None = None, **form: Any) -> Any:
        folder = write_batch(home / "batches" / "b1", submissions or [submission(*projects, **form)])
        tables = {file.stem: pq.read_table(file) for file in folder.glob("*.parquet")}
        return judge(tables, "b1")

    return findings
