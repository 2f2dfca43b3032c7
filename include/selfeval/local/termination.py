"""A polite kill of a command → an ordinary end of it, so that what it started is stopped."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopping_on_terminate() -> Iterator[None]:
    """Turn SIGTERM into SystemExit(143) until the block ends: what its `finally` clauses stop is stopped."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(143)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
