"""Rows of a mart → its Parquet and CSV files; a folder of files → their checksums and its place, once and for all."""

import csv
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow.parquet as pq

from selfeval.answers.publication import columns
from selfeval.errors import LoadError

SUMS = "SHA256SUMS"


class ExportExistsError(LoadError):
    """The folder holds something else."""

    slug = "export-exists"
    zh = "目录 {folder} 中已有其他内容。公开的版本不覆盖；请用 --out 另选目录，或先移走其中的文件。"
    en = (
        "{folder} holds something else. What was published is never overwritten: choose another --out, or move it away."
    )


class ExportUnwritableError(LoadError):
    """No folder can be made there."""

    slug = "export-unwritable"
    zh = "无法在 {folder} 中写入（{reason}），未写出任何文件。请用 --out 另选目录。"
    en = "Cannot write in {folder} ({reason}); nothing was written. Choose another --out."


def write_mart(
    folder: Path, name: str, kinds: Mapping[str, str], batches: Iterable[list[dict[str, Any]]], time_zone: str
) -> list[Path]:
    """Write NAME.parquet and NAME.csv (UTF-8 with BOM, CRLF, formula-safe); rows are taken batch by batch.

    Raises InexactExportError.
    """
    schema = columns.schema(kinds, time_zone)
    parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
    with pq.ParquetWriter(parquet, schema, compression="zstd") as binary, _csv(text) as lines:
        lines.writerow(kinds)
        for rows in batches:
            binary.write_table(columns.table(name, rows, schema))
            lines.writerows([columns.cell(value) for value in row.values()] for row in rows)
    return [parquet, text]


def write_rows(file: Path, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write any rows as such a CSV file."""
    with _csv(file) as lines:
        lines.writerow(headings)
        lines.writerows([columns.cell(value) for value in row] for row in rows)


def told(file: Path) -> dict[str, object]:
    """Name, size and SHA-256 of a file."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {"name": file.name, "bytes": file.stat().st_size, "sha256": digest}


def seal(folder: Path) -> str:
    """Write SHA256SUMS over all files of a folder, as `sha256sum --check` reads it; its own SHA-256."""
    lines = [f"{one['sha256']}  {one['name']}\n" for one in map(told, sorted(folder.iterdir()))]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return str(told(folder / SUMS)["sha256"])


def place(made: Path, folder: Path) -> None:
    """Move a sealed folder to its place; the same content there already is left alone. Raises ExportExistsError."""
    if folder.exists() and any(folder.iterdir()):
        if not _is_same(made, folder):
            raise ExportExistsError(folder=folder)
        shutil.rmtree(made)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rmdir()
    made.rename(folder)


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A folder beside the one to be made, gone again where the block fails. Raises ExportUnwritableError."""
    folder = parent / f".{uuid4().hex}.tmp"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise ExportUnwritableError(folder=parent, reason=error.strerror) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_same(made: Path, folder: Path) -> bool:
    """Whether a folder holds the very files; what its SHA256SUMS says is not believed."""
    return [told(file) for file in sorted(made.iterdir())] == [
        told(file) if file.is_file() else {} for file in sorted(folder.iterdir())
    ]


@contextmanager
def _csv(file: Path) -> Iterator[Any]:
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        yield csv.writer(lines, lineterminator="\r\n")
