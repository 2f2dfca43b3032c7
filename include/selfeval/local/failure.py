"""Tasks that failed -> what failed, and how their logs end."""

from collections.abc import Iterable

from selfeval.local.airflow_api import AirflowApi, Json
from selfeval.local.progress import Progress

LOG_LINES = 12


def show(api: AirflowApi, tasks: Iterable[Json], progress: Progress) -> None:
    """Say of each failed task its Dag, name, and the last lines of its log."""
    for task in tasks:
        if task["state"] == "failed":
            progress.say(f"✗ {_name(task)}", f"failed after {task['try_number']} tries; its log ends:")
            # Lines that start with two colons only fold the log in the UI.
            lines = [line for line in api.log_lines(task) if not line.startswith("::")]
            for line in lines[-LOG_LINES:]:
                progress.console.print(f"    {line}", markup=False, highlight=False, soft_wrap=True)


def show_retry(api: AirflowApi, task: Json, progress: Progress) -> None:
    """Say why a task is going to be tried again."""
    errors = [line for line in api.log_lines(task) if "failed with exception" in line]
    progress.say(f"… {_name(task)} 稍后重试", f"will be tried again: {errors[-1] if errors else ''}")


def _name(task: Json) -> str:
    mapped = f" [{task['rendered_map_index']}]" if task["rendered_map_index"] else ""
    return f"{task['dag_id']} › {task['task_id']}{mapped}"
