"""Files to readings in worker processes, with limits on time and memory a file: a bad file ends alone."""

import logging
import multiprocessing
import resource
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from selfeval.answers.workbook.result_sheet import is_result_sheet
from selfeval.errors import SelfevalError, SubmissionError
from selfeval.forms.faults import ReadingFailedError, ReadingTooLargeError, ReadingTooSlowError
from selfeval.forms.reading import read_forms, unreadable
from selfeval.forms.record import Reading, ReadingFinding
from selfeval.forms.vocabulary import vocabulary
from selfeval.grid.conversion import promises_conversion
from selfeval.grid.files import open_grid
from selfeval.settings import settings

log = logging.getLogger(__name__)

FILES_A_WORKER = 100
"""A worker is replaced after so many files, with whatever memory they left behind."""


def read_files(files: Sequence[tuple[Path, str]]) -> Iterator[Reading]:
    """The reading of each (path, name it was handed in under), in order; a file that cannot be read yields a finding.

    Limits are the settings read_seconds, convert_seconds and read_mebibytes; a file that breaks one disturbs no other.
    """
    vocabulary()  # a mistake in our own words stops the run here, before any file is blamed for it
    limit = settings().read_mebibytes
    with limited_pool(len(files)) as pool:
        futures = [pool.schedule(read_file, args=[path, name], timeout=seconds_for(name)) for path, name in files]
        for (_, name), future in zip(files, futures, strict=True):
            yield _settled(name, future, limit)


def limited_pool(file_count: int) -> ProcessPool:
    """Workers for so many files, each with the setting read_mebibytes as its limit."""
    return ProcessPool(
        max_workers=min(settings().read_workers, max(file_count, 1)),
        max_tasks=FILES_A_WORKER,
        initializer=_limit_memory,
        initargs=[settings().read_mebibytes],
        context=multiprocessing.get_context("spawn"),
    )


def read_file(path: Path, name: str) -> Reading:
    """Read one file in this process; `name` is the name it was handed in under."""
    try:
        grid = open_grid(path, name)
        # A department may mend the annotated workbook and hand that in: the first sheet of it is ours.
        reading = read_forms([sheet for sheet in grid.sheets if not is_result_sheet(sheet)], name)
        reading.findings += [ReadingFinding.of(note, severity=note.severity, cell=note.cell) for note in grid.notes]
        return reading
    except SubmissionError as error:
        return unreadable(error)
    except MemoryError:
        # Told here, in a few bytes: a worker at its limit may not manage to send an exception home.
        return unreadable(ReadingTooLargeError(file=name, mebibytes=settings().read_mebibytes))


def _settled(name: str, future: "ProcessFuture[Reading]", limit: int) -> Reading:
    try:
        return future.result()
    except (FutureTimeoutError, TimeoutError):
        return _ended(ReadingTooSlowError(file=name, seconds=seconds_for(name)))
    except ProcessExpired:
        return _ended(ReadingTooLargeError(file=name, mebibytes=limit))
    except Exception as error:
        log.exception("读取 %s 时程序出错，该文件暂扣。| reading failed, the file is held", name)
        return unreadable(ReadingFailedError(file=name, reason=repr(error)))


def seconds_for(name: str) -> float:
    """What a file may take: LibreOffice has a time of its own, after which the worker itself ends it."""
    return settings().read_seconds + (settings().convert_seconds if promises_conversion(name) else 0)


def _ended(error: SelfevalError) -> Reading:
    log.warning("%s | %s", error.message_zh, error.message_en)
    return unreadable(error)


def _limit_memory(mebibytes: int) -> None:
    """What a worker may take for itself, and LibreOffice where it starts it; libraries that they map do not count."""
    resource.setrlimit(resource.RLIMIT_DATA, (mebibytes << 20, mebibytes << 20))
