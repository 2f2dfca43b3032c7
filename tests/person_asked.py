"""A Dag that waits for a person, run and answered through Airflow's own API, as its page Required Actions does."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from selfeval.local.airflow_api import AirflowApi

WITHIN_SECONDS = 240


@dataclass(frozen=True)
class Asked:
    """A Dag, what it is triggered with, the task that asks (and its map index), and the task that ends the run."""

    dag: str
    conf: dict[str, object]
    asking: str
    last: str
    map_index: int = -1


def answered(api: AirflowApi, asked: Asked, answer: str, note: str, seen: Callable[[str], None]) -> None:
    """Trigger the Dag, show its question to `seen`, answer it, and wait until the run has ended well."""
    said: dict[str, object] = {"logical_date": None, "conf": asked.conf}
    run = _ask(api, "POST", f"/dags/{asked.dag}/dagRuns", said)["dag_run_id"]
    details = f"/dags/{asked.dag}/dagRuns/{run}/taskInstances/{asked.asking}/{asked.map_index}/hitlDetails"
    is_asked = False
    for states in _states(api, asked, run):
        if states.get(asked.asking) == "awaiting_input" and not (question := _ask(api, "GET", details))["responded_at"]:
            is_asked = True
            seen(f"{question['subject']}\n{question['body']}")
            _ask(api, "PATCH", details, {"chosen_options": [answer], "params_input": {"note": note}})
    assert is_asked, f"{asked.dag} ended without a question"


def _states(api: AirflowApi, asked: Asked, run: str) -> Iterator[dict[str, str]]:
    """The states of a run's tasks until the last has ended well.

    An answer that comes before the scheduler has noted that the task waits is lost to Airflow, which asks once more:
    so who answers must go on looking.
    """
    deadline = time.monotonic() + WITHIN_SECONDS
    while (now := {one["task_id"]: one["state"] for one in api.task_instances(asked.dag, run)})[
        asked.last
    ] != "success":
        assert time.monotonic() < deadline, now
        assert not {"failed", "upstream_failed"} & set(now.values()), now
        yield now
        time.sleep(1)


def _ask(api: AirflowApi, method: str, path: str, said: dict[str, object] | None = None) -> Any:
    return api._send(method, path, **({"json": said} if said else {})).json()
