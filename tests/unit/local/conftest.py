"""A home of their own for the tests of the local stack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selfeval.settings import settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder, set as this process's."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path / "home"))
    for name in ("SELFEVAL_LANDING", "SELFEVAL_WAREHOUSE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()
