"""A file in the landing folder → the same bytes in the archive, under their SHA-256, all of them or none."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from selfeval import paths

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
