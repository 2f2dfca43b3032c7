"""Bytes for a department → a file in its folder, whole or not at all, under a name that the file system takes."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

LONGEST_NAME_BYTES = 255
"""The limit of ext4, xfs and most others: 85 Chinese characters."""


def answer_name(name: str, suffix: str) -> str:
    """The name of an answer to the file of a name; one that the file system would refuse keeps a hash of the whole."""
    last = name.rpartition("/")[2]
    if len(f"{last}{suffix}".encode()) <= LONGEST_NAME_BYTES:
        return f"{name}{suffix}"
    kept = last.encode()[: LONGEST_NAME_BYTES - len(suffix) - 9].decode(errors="ignore")
    return f"{name.removesuffix(last)}{kept}~{sha256(name.encode()).hexdigest()[:8]}{suffix}"


def place(target: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` fill a temporary file beside the target, then put it in the target's place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{uuid4().hex}.tmp"
    try:
        write(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def place_text(target: Path, text: str) -> Path:
    """Put a text in the target's place."""
    return place(target, lambda temporary: temporary.write_text(text, encoding="utf-8"))
