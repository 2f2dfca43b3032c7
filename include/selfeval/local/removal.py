"""A home folder -> nothing: everything of it stopped, and only what was made there removed."""

import shutil
from pathlib import Path

from selfeval import paths
from selfeval.local import stack
from selfeval.local.lock import stack_lock
from selfeval.settings import settings

MADE = ("postgres", "airflow", "landing", "archive", "batches", "answers", "data_docs", "validation_results")


def clean() -> list[Path]:
    """Stop the stack and remove what was made in the home folder; returns what lies there besides, left alone.

    A landing folder elsewhere stays as well: it is the departments'.
    """
    home = settings().home
    if not home.exists():
        return []
    with stack_lock("clean"):
        stack.take_down()
        for folder in (*(home / name for name in MADE), paths.postgres_data(), paths.airflow_home()):
            if folder.exists():
                shutil.rmtree(folder)
        (home / "credentials.json").unlink(missing_ok=True)
        (home / "stack.lock").unlink(missing_ok=True)
    left = sorted(home.iterdir())
    if not left:
        home.rmdir()
    return left
