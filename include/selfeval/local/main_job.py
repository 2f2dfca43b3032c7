"""A running stack and some files in landing -> a finished ingestion and the publications that it caused."""

import time
from datetime import UTC, datetime

from selfeval.local import airflow, processes
from selfeval.local.airflow_api import AirflowApi
from selfeval.local.errors import ComponentDiedError, DagMissingError, RunFailedError, RunStalledError
from selfeval.local.narration import Narration
from selfeval.local.progress import Progress
from selfeval.local.standing import INGEST, PUBLISH, Standing, standing

BEGINNING = datetime.min.replace(tzinfo=UTC)
PARSING_SECONDS = 90
STALLED_SECONDS = 600
"""Longer than the longest pause between two tries of a task (max_retry_delay in dags/)."""
UNHEALTHY_SECONDS = 45
"""Airflow calls a part unhealthy 30 s after its last sign of life."""


def wait_for_dags(api: AirflowApi, parsed_after: datetime) -> None:
    """Return when both Dags were parsed after that moment. Raises DagMissingError with the import error, if any."""
    deadline = time.monotonic() + PARSING_SECONDS
    for dag_id in (INGEST, PUBLISH):
        _require_imported(api, dag_id, parsed_after)
        while not _is_parsed(api, dag_id, parsed_after):
            if time.monotonic() > deadline:
                raise DagMissingError(dag=dag_id, reason=f"{PARSING_SECONDS} s, {airflow.log_file('dag-processor')}")
            time.sleep(0.3)
            _require_imported(api, dag_id, parsed_after)


def unpause(api: AirflowApi) -> None:
    """Let both Dags run: on schedule, on partitions, and what was triggered while they were paused."""
    for dag_id in (INGEST, PUBLISH):
        api.pause(dag_id, paused=False)


def run(api: AirflowApi, progress: Progress) -> Standing:
    """Trigger an ingestion and wait for it and for its publications; the files in landing may be none.

    A scheduled ingestion that is under way at the same time may have taken the files: it is waited for as well.
    Raises RunStalledError, ComponentDiedError.
    """
    since = datetime.now(UTC)
    # Triggered before it is unpaused, so that a missed scheduled run cannot come first.
    api.trigger(INGEST)
    unpause(api)
    narration = Narration(api, progress)
    while not (now := standing(api, since)).is_over:
        _require_moving(api, now, narration.tell(now))
        time.sleep(0.5)
    narration.tell(now)
    return now


def require_success(ended: Standing) -> None:
    """Raise RunFailedError if one of the runs failed."""
    if failed := ended.failed_runs:
        raise RunFailedError(runs=", ".join(failed))


def _is_parsed(api: AirflowApi, dag_id: str, after: datetime) -> bool:
    dag = api.dag(dag_id)
    return bool(dag and dag["last_parsed_time"] and datetime.fromisoformat(dag["last_parsed_time"]) >= after)


def _require_imported(api: AirflowApi, dag_id: str, after: datetime) -> None:
    """Raise DagMissingError where the file could not be read since that moment; older errors may be mended by now."""
    for error in api.import_errors():
        if error["filename"].endswith(f"{dag_id}.py") and datetime.fromisoformat(error["timestamp"]) >= after:
            raise DagMissingError(dag=dag_id, reason=cause(error["stack_trace"]))


def cause(stack_trace: str) -> str:
    """The line of a traceback that names the error: the last one that is not indented."""
    lines = [line for line in stack_trace.splitlines() if line.strip() and not line.startswith((" ", "Traceback"))]
    return lines[-1] if lines else stack_trace.strip()


def _require_moving(api: AirflowApi, now: Standing, still: float) -> None:
    """Raise when a process died under the run, or when nothing moved for that many seconds."""
    if still > UNHEALTHY_SECONDS and (dead := set(airflow.COMPONENTS) - api.healthy_components()):
        log = airflow.log_file(min(dead))
        raise ComponentDiedError(component=", ".join(sorted(dead)), log=log, tail=processes.tail(log))
    if still > STALLED_SECONDS:
        runs = ", ".join(f"{run['dag_id']} {run['state']}" for run in now.runs)
        raise RunStalledError(seconds=STALLED_SECONDS, runs=runs, log=airflow.log_file("scheduler"))
