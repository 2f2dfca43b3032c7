"""Questions about Dags, runs and tasks -> answers of Airflow's REST API (/api/v2)."""

from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from selfeval.local import processes
from selfeval.local.errors import AirflowRefusedError, ComponentDiedError

Json = dict[str, Any]

HEALTH_NAMES = {
    "metadatabase": "api-server",
    "scheduler": "scheduler",
    "dag_processor": "dag-processor",
    "triggerer": "triggerer",
}
"""What the health page calls a part -> the process it speaks of."""


class AirflowApi:
    """A client of one API server, which logs in when it is first needed."""

    def __init__(self, base_url: str, password: str, log: Path) -> None:
        # Proxies of the environment are for the world outside, not for this loopback address.
        self._client = httpx.Client(base_url=base_url, timeout=30, trust_env=False)
        self._password = password
        self._log = log

    def healthy_components(self) -> set[str]:
        """Names of the processes that report themselves healthy; none while the server does not answer."""
        try:
            answer = self._client.get("/api/v2/monitor/health")
        except httpx.TransportError:
            return set()
        if answer.status_code != httpx.codes.OK:
            return set()
        status: Json = answer.json()
        return {name for part, name in HEALTH_NAMES.items() if (status.get(part) or {}).get("status") == "healthy"}

    def dag(self, dag_id: str) -> Json | None:
        """A Dag as last parsed, or None where Airflow does not know it."""
        answer = self._send("GET", f"/dags/{dag_id}", accept=(httpx.codes.NOT_FOUND,))
        return None if answer.status_code == httpx.codes.NOT_FOUND else answer.json()

    def import_errors(self) -> list[Json]:
        """Dag files that could not be read: `filename`, `stack_trace`."""
        return self._list("/importErrors", "import_errors")

    def pause(self, dag_id: str, *, paused: bool) -> None:
        """Pause or unpause a Dag."""
        self._send("PATCH", f"/dags/{dag_id}", json={"is_paused": paused})

    def make_pool(self, name: str, slots: int, description: str) -> None:
        """Make a pool; one that exists keeps the slots that somebody gave it."""
        pool = {"name": name, "slots": slots, "description": description}
        self._send("POST", "/pools", json=pool, accept=(httpx.codes.CONFLICT,))

    def trigger(self, dag_id: str) -> str:
        """Start a run now and return its id."""
        return str(self._send("POST", f"/dags/{dag_id}/dagRuns", json={"logical_date": None}).json()["dag_run_id"])

    def runs_since(self, dag_id: str, since: datetime) -> list[Json]:
        """Runs that were queued or still under way at or after a moment."""
        found = self._list(f"/dags/{dag_id}/dagRuns", "dag_runs", order_by="-id")
        return [run for run in found if not run["end_date"] or datetime.fromisoformat(run["end_date"]) >= since]

    def task_instances(self, dag_id: str, run_id: str) -> list[Json]:
        """Task instances of a run, mapped ones each."""
        return self._list(f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances", "task_instances")

    def partition_events(self, dag_id: str, run_id: str) -> list[Json]:
        """Asset events with a partition key that a run caused, with `created_dagruns` of each."""
        found = self._list("/assets/events", "asset_events", source_dag_id=dag_id, source_run_id=run_id)
        return [event for event in found if event["partition_key"] is not None]

    def log_lines(self, task: Json) -> list[str]:
        """What a task instance logged in its last try."""
        path = f"/dags/{task['dag_id']}/dagRuns/{task['dag_run_id']}/taskInstances/{task['task_id']}/logs"
        answer = self._send("GET", f"{path}/{task['try_number']}", params={"map_index": task["map_index"]})
        return [_line(entry) for entry in answer.json()["content"]]

    def _list(self, path: str, key: str, **parameters: str) -> list[Json]:
        """All pages of a collection."""
        found: list[Json] = []
        while True:
            page = self._send("GET", path, params={**parameters, "limit": 100, "offset": len(found)}).json()
            found += page[key]
            if not page[key] or len(found) >= page["total_entries"]:
                return found

    def _send(self, method: str, path: str, *, accept: tuple[int, ...] = (), **options: Any) -> httpx.Response:
        if "Authorization" not in self._client.headers:
            self._log_in()
        answer = self._request(method, f"/api/v2{path}", **options)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._log_in()
            answer = self._request(method, f"/api/v2{path}", **options)
        if answer.is_error and answer.status_code not in accept:
            self._refused(f"{method} {path}", answer)
        return answer

    def _log_in(self) -> None:
        answer = self._request("POST", "/auth/token", json={"username": "admin", "password": self._password})
        if answer.is_error:
            self._refused("POST /auth/token", answer)
        self._client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **options)
        except httpx.TransportError as error:
            tail = f"{processes.tail(self._log)}\n{type(error).__name__}: {error}"
            raise ComponentDiedError(component="api-server", log=self._log, tail=tail) from error

    def _refused(self, request: str, answer: httpx.Response) -> None:
        raise AirflowRefusedError(request=request, status=answer.status_code, answer=answer.text[:300], log=self._log)


def _line(entry: Json | str) -> str:
    if isinstance(entry, str):
        return entry
    causes = [f"{cause['exc_type']}: {cause['exc_value']}" for cause in entry.get("error_detail") or []]
    return " — ".join([str(entry.get("event", "")), *causes])
