"""The landing folder → files ready to be taken; a file → the same bytes in the archive, under their SHA-256."""

import fnmatch
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from selfeval import paths

UNCLASSIFIED = "未分类"
"""Channel of a file that lies in the landing folder itself, in no department's folder: it is read like any other."""
UNFINISHED = (".*", "~$*", "*.part", "*.tmp", "*.crdownload", "*.filepart")
"""Names that programs give to what is not yet, or not really, a file: hidden, Office locks, transfers under way."""
RECENT_SECONDS = 10


@dataclass(frozen=True)
class Waiting:
    """A file in the landing folder as it was seen: where it is, whose it is, and what it was like."""

    path: Path
    channel_name: str
    file_name: str
    size_bytes: int
    mark: tuple[int, int, int, int]

    @property
    def received_at(self) -> datetime:
        """When the file came to stand where it is: its inode's change time, which a copy cannot preset."""
        return datetime.fromtimestamp(self.mark[3] // 1000 / 1_000_000, UTC)


@dataclass(frozen=True)
class Left:
    """A file that stays in the landing folder for now, and why."""

    path: Path
    reason: str


def scan(landing: Path, settle_seconds: float) -> tuple[list[Waiting], list[Left]]:
    """Files that are ready, by time of arrival, and those that are left.

    Where something changed in the last seconds, everything is looked at twice, `settle_seconds` apart: what changes
    meanwhile is still being written. Symbolic links are never followed, so nothing outside the folder is read.
    """
    waiting, left = _seen(landing)
    if any(time.time() - one.mark[2] / 1e9 < RECENT_SECONDS for one in waiting):
        time.sleep(settle_seconds)
        before = {one.path: one.mark for one in waiting}
        waiting, left = _seen(landing)
        growing = [one for one in waiting if before.get(one.path) != one.mark]
        waiting = [one for one in waiting if before.get(one.path) == one.mark]
        left += [Left(one.path, "仍在写入 / still being written") for one in growing]
    return sorted(waiting, key=lambda one: (one.received_at, str(one.path))), left


def is_unchanged(seen: Waiting) -> bool:
    """Whether the file is still the one that was seen: same inode, size and times."""
    try:
        return _mark(seen.path.lstat()) == seen.mark
    except FileNotFoundError:
        return False


def _seen(landing: Path) -> tuple[list[Waiting], list[Left]]:
    waiting: list[Waiting] = []
    left: list[Left] = []
    for path in _entries(landing):
        status = path.lstat()
        if reason := _reason_to_leave(path, status):
            left.append(Left(path, reason))
            continue
        channel, *inner = path.relative_to(landing).parts
        waiting.append(
            Waiting(
                path=path,
                channel_name=channel if inner else UNCLASSIFIED,
                file_name="/".join(inner) or channel,
                size_bytes=status.st_size,
                mark=_mark(status),
            )
        )
    return waiting, left


def _entries(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is not itself a folder; links are entries, whatever they point to."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path))
        else:
            yield Path(entry.path)


def _reason_to_leave(path: Path, status: os.stat_result) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "不是普通文件（链接或设备），不读取 / not a regular file (a link or a device): never read"
    if any(fnmatch.fnmatch(path.name, pattern) for pattern in UNFINISHED):
        return "临时文件或传输中的文件名 / the name of a temporary file or of a transfer under way"
    if not _is_text(str(path)):
        return "文件名不是有效的 UTF-8 / the file name is not valid UTF-8: rename it"
    return None


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _mark(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


BLOCK_BYTES = 1 << 20


def archive(source: Path) -> tuple[str, Path]:
    """Copy a file into the archive; its SHA-256 and where it now lies.

    The copy is complete and on disk before it has its name: a crash leaves at most a temporary file. Bytes that are
    there already under any suffix stay where they are. Raises OSError where the file has become a link or is gone.
    """
    home = paths.archived("0" * 64, "").parent.parent
    home.mkdir(parents=True, exist_ok=True)
    temporary = home / f".{uuid4().hex}.tmp"
    try:
        sha256 = _copied(source, temporary)
        target = paths.archived(sha256, source.suffix.lower())
        target.parent.mkdir(exist_ok=True)
        for present in target.parent.glob(f"{sha256}*"):
            if present.stat().st_size == temporary.stat().st_size:
                return sha256, present
        temporary.replace(target)
        _flush_folder(target.parent)
        return sha256, target
    finally:
        temporary.unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> str:
    """Copy and hash in one pass; O_NOFOLLOW refuses a link that took the file's place after it was seen."""
    digest = hashlib.sha256()
    opened = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(opened, "rb") as reader, target.open("xb") as writer:
        while block := reader.read(BLOCK_BYTES):
            digest.update(block)
            writer.write(block)
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable; file systems that cannot do that say so, and need nothing."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(opened)
    finally:
        os.close(opened)
