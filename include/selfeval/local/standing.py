"""Runs of the two Dags since a moment -> where the main job stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from selfeval.local.airflow_api import AirflowApi, Json

INGEST, PUBLISH = "ingest_submissions", "publish_year_on_year"
DONE = {"success", "skipped", "failed", "upstream_failed", "removed"}
UNDER_WAY = {"queued", "running", "up_for_retry", "failed"}


@dataclass(frozen=True)
class Standing:
    """Where one main job stands: its runs, their tasks, and whether a publication is still due."""

    runs: list[Json]
    tasks: list[Json]
    is_publication_due: bool

    @property
    def is_over(self) -> bool:
        """Every run ended and every asset partition has had its publication."""
        return not self.is_publication_due and all(run["state"] in {"success", "failed"} for run in self.runs)

    @property
    def failed_runs(self) -> list[str]:
        """Names of the runs that failed."""
        return [f"{run['dag_id']} {run['dag_run_id']}" for run in self.runs if run["state"] == "failed"]

    def lines(self, *, also_done: bool = True) -> list[str]:
        """One line a Dag: tasks done of all, and which are under way."""
        found = []
        for dag_id in (INGEST, PUBLISH):
            tasks = [task for task in self.tasks if task["dag_id"] == dag_id]
            done = sum(task["state"] in DONE for task in tasks)
            under_way = Counter(
                f"{task['task_id'].rpartition('.')[-1]} {task['state']}" for task in tasks if task["state"] in UNDER_WAY
            )
            if under_way or (also_done and tasks and done == len(tasks)):
                names = (f"{what} ×{count}" if count > 1 else what for what, count in under_way.items())
                found.append(f"{dag_id}  {done}/{len(tasks)}  {', '.join(names)}".rstrip())
        return found


def standing(api: AirflowApi, since: datetime) -> Standing:
    """Ask Airflow for the ingestions since a moment and for exactly the publications that their partitions caused."""
    runs = api.runs_since(INGEST, since)
    events = [event for run in runs for event in api.partition_events(INGEST, run["dag_run_id"])]
    caused = {created["run_id"]: created for event in events for created in event["created_dagruns"]}
    runs += [created | {"dag_run_id": run_id} for run_id, created in caused.items()]
    tasks = [task for run in runs for task in api.task_instances(run["dag_id"], run["dag_run_id"])]
    return Standing(runs, tasks, is_publication_due=any(not event["created_dagruns"] for event in events))
