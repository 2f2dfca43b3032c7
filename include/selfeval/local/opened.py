"""A command that asks the warehouse → the embedded server, started for as long as it takes where it is down."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from selfeval import paths
from selfeval.local import kept, postgres, stack
from selfeval.local.errors import WarehouseEmptyError
from selfeval.local.lock import stack_lock
from selfeval.local.termination import stopping_on_terminate
from selfeval.settings import settings
from selfeval.warehouse.schema.migrate import migrate


@contextmanager
def warehouse() -> Iterator[None]:
    """The warehouse of this home, or the one that is set, as its owner: its address is the setting `warehouse_url`."""
    kept.adopt()
    with server():
        _set_address()
        yield


@contextmanager
def migrated_warehouse(command: str) -> Iterator[None]:
    """The warehouse as `warehouse` has it, made where there is none yet, and migrated.

    The lock of the home is held until the block ends, so that no other command starts or stops the server meanwhile;
    the server that `selfeval up` left running is used and goes on. Raises StackBusyError, ConfigurationError.
    """
    with stack_lock(command), stopping_on_terminate():
        kept.adopt()
        is_ours = settings().warehouse_url is None and stack.open_server()
        try:
            _set_address()
            migrate(postgres.warehouse_url())
            yield
        finally:
            if is_ours:
                postgres.stop()


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


def _set_address() -> None:
    os.environ["SELFEVAL_WAREHOUSE_URL"] = postgres.warehouse_url()
    settings.cache_clear()
