"""A stack that `selfeval up` left running <-> the settings that it was started with, in <home>/stack.kept."""

import json
import os
from pathlib import Path

from selfeval.local import postgres, processes
from selfeval.local.credentials import write_private
from selfeval.local.errors import StackDiffersError
from selfeval.settings import settings

Kept = dict[str, object]


def note() -> None:
    """Write the settings of this process as those of the stack; the address of a warehouse may hold a password."""
    write_private(_file(), json.dumps(_now(), indent=2, ensure_ascii=False))


def forget() -> None:
    """No stack is kept any more."""
    _file().unlink(missing_ok=True)


def exists() -> bool:
    """Whether a stack was left running; it may have crashed since."""
    return _file().exists()


def adopt() -> None:
    """Take the settings of the running stack for those that this command's environment leaves open.

    So a terminal without the port variables finds the stack too. Does nothing where no stack runs.
    """
    for name, value in _started_with().items():
        if value is not None and name not in settings().model_fields_set:
            os.environ[_variable(name)] = str(value)
    settings.cache_clear()


def require_same() -> None:
    """Raise StackDiffersError where this command's environment asks for what the running stack does not have."""
    now = _now()
    differing = [
        f"{_variable(name)}={now[name]} ≠ {value}"
        for name, value in _started_with().items()
        if name in settings().model_fields_set and now[name] != value
    ]
    if differing:
        raise StackDiffersError(differing="; ".join(differing))


def _started_with() -> Kept:
    """The settings of the running stack; empty where none runs."""
    text = _file().read_text(encoding="utf-8") if exists() else ""
    if not text or not (postgres.running() or processes.running()):
        return {}
    known = _now()
    return {name: value for name, value in json.loads(text).items() if name in known}


def _now() -> Kept:
    """Settings as JSON writes them; folders are resolved, since another terminal stands elsewhere."""
    found = settings().model_dump(mode="json", exclude={"home", "landing"})
    landing = settings().landing
    return found | {"landing": str(landing.resolve()) if landing else None}


def _variable(name: str) -> str:
    return f"SELFEVAL_{name.upper()}"


def _file() -> Path:
    return settings().home / "stack.kept"
