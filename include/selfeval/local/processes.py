"""Processes that carry this home's mark in their environment: started, found (also after a crash), stopped.

A mark outlives what pid files do not: a killed parent, a pid that another program got, a deleted file.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from selfeval.settings import settings

MARK = "SELFEVAL_STACK"
PATIENCE = 6
"""Seconds that a process gets to end by itself: Airflow's scheduler and API server take up to 5, its triggerer 13."""


def start(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a process of the stack in a group of its own, its output appended to the log file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            command,
            env={**environment, MARK: _mark(name)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def running() -> dict[str, list[psutil.Process]]:
    """Name of each part of the stack -> its processes, the part's own children among them."""
    found: dict[str, list[psutil.Process]] = {}
    prefix = _mark("")
    for process in psutil.process_iter():
        try:
            mark = process.environ().get(MARK, "")
        except (psutil.Error, OSError):
            continue
        if mark.startswith(prefix) and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
            found.setdefault(mark.removeprefix(prefix), []).append(process)
    return found


def stop() -> list[str]:
    """End every process of the stack, asking first; returns the names of the parts that were running."""
    found = running()
    everyone = {process.pid: process for processes in found.values() for process in processes}
    for process in everyone.values():
        if process.ppid() not in everyone:
            _signal(process, by_force=False)
    _, stubborn = psutil.wait_procs(everyone.values(), timeout=PATIENCE)
    born_meanwhile = [process for processes in running().values() for process in processes]
    for process in {*stubborn, *born_meanwhile}:
        _signal(process, by_force=True)
    psutil.wait_procs([*stubborn, *born_meanwhile], timeout=PATIENCE)
    return sorted(found)


def tail(log: Path, lines: int = 8) -> str:
    """The last lines of a log file; empty where there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _mark(name: str) -> str:
    return f"{settings().home.resolve()}|{name}"


def _signal(process: psutil.Process, *, by_force: bool) -> None:
    try:
        process.kill() if by_force else process.terminate()
    except psutil.NoSuchProcess:
        return
