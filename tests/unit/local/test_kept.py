import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfeval.local import kept, processes
from selfeval.local.errors import StackDiffersError
from selfeval.settings import settings

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def terminal(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """A terminal in which only these variables are set."""
    for name in os.environ:
        if name.startswith("SELFEVAL_") and name not in ("SELFEVAL_HOME", processes.MARK):
            monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A process of a stack that was started on port 18999 with a schedule of its own."""
    terminal(monkeypatch, SELFEVAL_AIRFLOW_PORT="18999", SELFEVAL_SCHEDULE="0 5 * * *")
    kept.note()
    processes.start("scheduler", SLEEPER, os.environ, tmp_path / "log")
    while not processes.running():
        time.sleep(0.05)
    yield
    processes.stop()


@pytest.mark.usefixtures("started")
def test_another_terminal_finds_the_ports_of_the_running_stack(monkeypatch: pytest.MonkeyPatch):
    terminal(monkeypatch)
    kept.require_same()
    kept.adopt()
    assert (settings().airflow_port, settings().schedule) == (18999, "0 5 * * *")


@pytest.mark.usefixtures("started")
def test_a_setting_that_the_running_stack_has_not_is_refused_naming_both(monkeypatch: pytest.MonkeyPatch):
    terminal(monkeypatch, SELFEVAL_SCHEDULE="0 6 * * *", SELFEVAL_LANDING="/data/in")
    with pytest.raises(StackDiffersError, match=r"SELFEVAL_SCHEDULE=0 6 \* \* \* ≠ 0 5 \* \* \*") as refused:
        kept.require_same()
    assert "SELFEVAL_LANDING=/data/in" in refused.value.message_zh
    assert "AIRFLOW_PORT" not in refused.value.message_zh


@pytest.mark.usefixtures("started")
def test_the_same_settings_are_no_difference(monkeypatch: pytest.MonkeyPatch):
    terminal(monkeypatch, SELFEVAL_AIRFLOW_PORT="18999")
    kept.require_same()


def test_settings_of_a_stack_that_died_bind_nobody(monkeypatch: pytest.MonkeyPatch):
    terminal(monkeypatch, SELFEVAL_AIRFLOW_PORT="18999")
    kept.note()
    terminal(monkeypatch, SELFEVAL_AIRFLOW_PORT="18998")
    kept.require_same()
    terminal(monkeypatch)
    kept.adopt()
    assert settings().airflow_port == 8080


def test_only_the_owner_may_read_them(home: Path):
    kept.note()
    assert (home / "stack.kept").stat().st_mode & 0o777 == 0o600
