"""A load that is killed leaves nothing, and running it again leaves what one clean run leaves.

The loader is stopped where the test wants it by a lock on the table that its next statement needs, held from another
connection; so the code under test has no hook for it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from handed_in import Form, hand_in, line, sample_years
from warehouse_contents import EVERYTHING, connect

from selfeval.settings import settings
from selfeval.steps.load import load_batch
from selfeval.warehouse.submissions import partitions

Ask = Callable[..., list[tuple[Any, ...]]]
LOADER = "import sys; from selfeval.steps.load import load_batch; load_batch(sys.argv[1])"
POINTS = {
    "in_the_middle_of_copying": ("staging.cell", "access exclusive"),
    "after_staging_before_dimensions": ("core.dim_department", "access exclusive"),
    "after_dimensions_before_facts": ("core.fct_budget_execution", "access exclusive"),
    "after_facts_before_findings": ("core.fct_quality_finding", "access exclusive"),
    # A share lock lets the loader lock the submission's row and stops only its last statement, the change of state.
    "before_the_last_statement": ("core.submission", "share"),
}


@pytest.mark.parametrize("point", POINTS)
def test_killed_load_run_again_leaves_what_a_clean_run_leaves(
    point: str, home: Path, ask: Ask, warehouse: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Form((line("乙", "2"),), fiscal_year=None)
    folder = hand_in(home, *sample_years().values(), held)
    partitions.ensure((2020, 2021, 2022))  # their making would wait for the lock before the load begins
    with _stopped_at(*POINTS[point]) as is_reached:
        loader = _start(folder)
        is_reached()
        os.kill(loader.pid, signal.SIGKILL)
        loader.wait()
    _wait_until_gone()
    assert ask("select count(*) from staging.form") == [(0,)]
    assert ask("select distinct state from core.submission") == [("received",)]
    load_batch(str(folder))
    recovered = ask(EVERYTHING)

    monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
    settings.cache_clear()
    load_batch(str(hand_in(home, *sample_years().values(), held)))
    assert recovered == ask(EVERYTHING)


def test_two_processes_on_one_batch_load_it_once(home: Path, ask: Ask) -> None:
    folder = hand_in(home, *sample_years().values())
    loaders = [_start(folder), _start(folder)]
    assert [loader.wait(60) for loader in loaders] == [0, 0]
    assert ask("select count(*) from core.dim_form_version") == [(3,)]
    assert ask("select count(*) from core.fct_project_evaluation") == [(48,)]


def _start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", LOADER, str(folder)])


@contextmanager
def _stopped_at(table: str, mode: str) -> Iterator[Callable[[], None]]:
    """Hold a lock on the table; the function given waits until the loader waits for it."""

    def wait() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with connect() as watcher:
                waiting = watcher.execute(
                    "select 1 from pg_locks where relation = %s::regclass and not granted", [table]
                ).fetchall()
            if waiting:
                return
            time.sleep(0.05)
        pytest.fail(f"the loader never came to {table}")

    with connect() as blocker, blocker.transaction():
        blocker.execute(f"lock table {table} in {mode} mode")
        yield wait


def _wait_until_gone() -> None:
    """The killed loader's server process notices its client's death at its next word; end it where it does not."""
    with connect() as watcher:
        ended = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'selfeval'"
        watcher.execute(f"{ended} and datname = current_database()")
