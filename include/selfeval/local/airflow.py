"""A running embedded server -> a migrated, running, healthy Airflow of four processes; and back to nothing."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from selfeval import paths
from selfeval.local import ports, processes, roles
from selfeval.local.airflow_api import AirflowApi
from selfeval.local.airflow_environment import environment
from selfeval.local.errors import ComponentDiedError
from selfeval.local.postgres import embedded
from selfeval.settings import settings

COMPONENTS: dict[str, tuple[str, ...]] = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
"""Name -> arguments of `airflow`. Task logs are files that the API server reads itself, so nobody serves them."""

STARTING_SECONDS = 180
"""Seen: 20 s on two cores with warm files; a cold disk takes several times as long."""


def require_port() -> None:
    """Raise PortTakenError where another program has the port of the API server."""
    ports.require_free(settings().airflow_port, "Airflow", "SELFEVAL_AIRFLOW_PORT")


def migrate() -> None:
    """Bring Airflow's metadata database to the installed version; at once where it is there already."""
    if roles.metadata_version(embedded()) == roles.airflow_version():
        return
    log = log_file("migrate")
    process = processes.start("migrate", _airflow("db", "migrate"), environment(), log)
    if process.wait():
        raise ComponentDiedError(component="airflow db migrate", log=log, tail=processes.tail(log))
    roles.note_metadata_version(embedded())


def start() -> dict[str, subprocess.Popen[bytes]]:
    """Start the four processes; returns at once."""
    shared = environment()
    started = {}
    for name, arguments in COMPONENTS.items():
        log_file(name).unlink(missing_ok=True)
        started[name] = processes.start(name, _airflow(*arguments), shared, log_file(name))
    return started


def wait_until_healthy(
    api: AirflowApi, started: dict[str, subprocess.Popen[bytes]], say: Callable[[str], None]
) -> None:
    """Return when all four report themselves healthy. Raises ComponentDiedError."""
    deadline = time.monotonic() + STARTING_SECONDS
    waiting = set(COMPONENTS)
    while waiting:
        require_alive(started)
        if time.monotonic() > deadline:
            raise ComponentDiedError(
                component=", ".join(sorted(waiting)),
                log=log_file(min(waiting)),
                tail=processes.tail(log_file(min(waiting))),
            )
        time.sleep(0.3)
        healthy = api.healthy_components()
        if healthy & waiting:
            say(", ".join(sorted(healthy & waiting)))
        waiting -= healthy


def require_alive(started: dict[str, subprocess.Popen[bytes]]) -> None:
    """Raise ComponentDiedError if one of the processes has ended."""
    for name, process in started.items():
        if process.poll() is not None:
            raise ComponentDiedError(component=name, log=log_file(name), tail=processes.tail(log_file(name)))


def log_file(name: str) -> Path:
    """Log of one of the processes."""
    return paths.airflow_home() / f"{name}.log"


def _airflow(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "airflow", *arguments]
