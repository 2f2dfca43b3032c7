"""A command that asks the warehouse → the embedded server, started for as long as it takes where it is down."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from selfeval import paths
from selfeval.local import kept, postgres, stack
from selfeval.local.errors import WarehouseEmptyError
from selfeval.local.lock import stack_lock
from selfeval.settings import settings


@contextmanager
def warehouse() -> Iterator[None]:
    """The warehouse of this home, or the one that is set, as its owner: its address is the setting `warehouse_url`."""
    kept.adopt()
    with server():
        os.environ["SELFEVAL_WAREHOUSE_URL"] = postgres.warehouse_url()
        settings.cache_clear()
        yield


@contextmanager
def server() -> Iterator[None]:
    """A running server: the one that is set, the one that is up, or the embedded one. Raises WarehouseEmptyError."""
    if settings().warehouse_url or postgres.running():
        yield
        return
    if not paths.postgres_data().exists():
        raise WarehouseEmptyError
    with stack_lock("sql"):
        stack.open_server()
        try:
            yield
        finally:
            postgres.stop()
