"""A home folder -> nothing: everything of it stopped, and only what was made there removed."""

import hashlib
import shutil
from pathlib import Path

from selfeval import paths
from selfeval.local import stack
from selfeval.local.errors import SubmissionsKeptError
from selfeval.local.lock import stack_lock
from selfeval.settings import settings

MADE = (
    "postgres",
    "airflow",
    "landing",
    "archive",
    "batches",
    "answers",
    "exports",
    "signing",
    "data_docs",
    "validation_results",
)


def submissions() -> list[Path]:
    """Files that removing the home would lose for good: archived or still in its landing folder, and no samples."""
    home = settings().home
    known = {_sha256(sample) for sample in paths.samples().glob("*/*") if sample.is_file()}
    archived = [file for file in _files(home / "archive") if file.stem not in known and file.suffix != ".tmp"]
    return archived + [file for file in _files(home / "landing") if _sha256(file) not in known]


def refusal(lost: list[Path]) -> SubmissionsKeptError:
    """What is said where nobody can be asked."""
    return SubmissionsKeptError(home=settings().home, count=len(lost), first=lost[0].name)


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


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
