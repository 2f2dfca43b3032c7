import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from selfeval.local import processes

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = [sys.executable, "-c", f"import subprocess; subprocess.run({SLEEPER!r})"]


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    processes.stop()


def started(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    process = processes.start("scheduler", command, os.environ, log)
    while len(processes.running().get("scheduler", [])) < (2 if command is PARENT else 1):
        time.sleep(0.05)
    return process


def test_what_was_started_is_found_and_stopped(tmp_path: Path):
    process = started(SLEEPER, tmp_path / "log")
    assert processes.stop() == ["scheduler"]
    assert process.poll() is not None
    assert processes.running() == {}


def test_a_child_whose_parent_was_killed_is_still_found(tmp_path: Path):
    process = started(PARENT, tmp_path / "log")
    process.kill()
    process.wait()
    (orphan,) = processes.running()["scheduler"]
    processes.stop()
    assert not psutil.pid_exists(orphan.pid) or orphan.status() == psutil.STATUS_ZOMBIE


def test_another_homes_processes_are_left_alone():
    with subprocess.Popen(SLEEPER, env=os.environ | {processes.MARK: "/another/home|scheduler"}) as other:
        assert processes.stop() == []
        assert other.poll() is None
        other.kill()


def test_output_is_appended_to_the_log_and_its_end_can_be_read(tmp_path: Path):
    for word in ("one", "two"):
        processes.start("x", [sys.executable, "-c", f"print({word!r})"], os.environ, tmp_path / "log").wait()
    assert processes.tail(tmp_path / "log", lines=1) == "two"
    assert processes.tail(tmp_path / "none") == ""
