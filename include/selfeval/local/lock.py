"""One command at a time starts, stops or runs the stack of a home."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from selfeval.local.errors import HomeNotWritableError, StackBusyError
from selfeval.settings import settings


@contextmanager
def stack_lock(command: str) -> Iterator[None]:
    """Hold the home's stack; the system lets go of it also when this process is killed.

    Raises StackBusyError naming the command that holds it, HomeNotWritableError.
    """
    path = settings().home / "stack.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise HomeNotWritableError(folder=settings().home, reason=error.strerror) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise StackBusyError(holder=file.read().strip(), home=settings().home) from error
        file.truncate(0)
        file.write(f"selfeval {command}, pid {os.getpid()}")
        file.flush()
        yield
