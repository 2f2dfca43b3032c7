"""Nothing → an empty migrated warehouse on a server of its own, for as long as something is asked of it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selfeval.local import postgres, stack
from selfeval.settings import settings
from selfeval.warehouse.schema.migrate import migrate


@contextmanager
def warehouse() -> Iterator[None]:
    """The warehouse as this code makes it, set as the process's own; what was set before stays untouched."""
    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder, _environment(Path(folder)):
        stack.open_server()
        try:
            os.environ["SELFEVAL_WAREHOUSE_URL"] = postgres.embedded().url("selfeval", "selfeval")
            settings.cache_clear()
            migrate(os.environ["SELFEVAL_WAREHOUSE_URL"])
            yield
        finally:
            postgres.stop()


@contextmanager
def _environment(home: Path) -> Iterator[None]:
    """A home of its own and no warehouse; afterwards what was set before."""
    kept = {name: os.environ.pop(name, None) for name in ("SELFEVAL_HOME", "SELFEVAL_WAREHOUSE_URL")}
    os.environ["SELFEVAL_HOME"] = str(home)
    settings.cache_clear()
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        settings.cache_clear()
