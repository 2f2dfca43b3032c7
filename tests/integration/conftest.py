"""Fixtures of the tests that run on a real warehouse: a home folder with a migrated database of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from citus_cluster import require_equal_copies
from warehouse_contents import connect

from selfeval.settings import settings

Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def home(tmp_path: Path, warehouse: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home with an empty, migrated warehouse, both set as this process's settings."""
    url = warehouse()
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", url)
    monkeypatch.setenv("SELFEVAL_SETTLE_SECONDS", "0")
    monkeypatch.delenv("SELFEVAL_LANDING", raising=False)
    settings.cache_clear()
    yield tmp_path
    require_equal_copies(url.replace("+psycopg", ""))
    settings.cache_clear()


@pytest.fixture
def ask(home: Path) -> Ask:  # noqa: ARG001 (the home sets the address)
    """Ask the warehouse as its owner; rows as tuples."""

    def answer(question: str, *parameters: object) -> list[tuple[Any, ...]]:
        with connect() as connection:
            return connection.execute(question, parameters).fetchall()

    return answer


@pytest.fixture
def planned_here(ask: Ask) -> None:
    """Skip where the database has Citus: its coordinator neither knows the facts nor plans how to find them."""
    if ask("select 1 from pg_extension where extname = 'citus'"):
        pytest.skip("Citus 的统计与计划在各工作节点 / on Citus statistics and plans are the workers' own")
