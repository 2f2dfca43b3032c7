"""What reading costs: `python -m reading_costs FILE…` from tests/ prints seconds, peak memory and verdict file by file.

Each file is read in a process of its own under the limits of the settings; memory is the process's resident peak above
what its imports take, and LibreOffice's where it ran.
"""

import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from selfeval.settings import settings
from selfeval.steps import reading_workers


def cost(path: Path) -> str:
    """Seconds, MiB of the reader, MiB of LibreOffice, and what was found, in one line."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(path, sender))
    start = time.perf_counter()
    process.start()
    sender.close()
    try:
        told = receiver.recv() if receiver.poll(reading_workers._seconds(path.name)) else "! too slow"
    except EOFError:
        told = "! died at the limit of memory"
    seconds = time.perf_counter() - start
    process.kill()
    process.join()
    return f"{seconds:8.2f} {told}"


def _read(path: Path, sender: Connection) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reading_workers._limit_memory(settings().read_mebibytes)
    reading = reading_workers.read_file(path, path.name)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    office = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    memory = " ".join(f"{kibibytes / 1024:8.0f}" for kibibytes in (used, used - before, office))
    rules = " ".join(sorted({finding.rule for finding in reading.findings}))
    sender.send(f"{memory}  {len(reading.forms):5}  {rules}")


def main(files: list[str]) -> None:
    sys.stdout.write("       s  MiB all MiB file   MiB LO  forms  findings  file\n")
    for file in files:
        sys.stdout.write(f"{cost(Path(file))}  {Path(file).name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
