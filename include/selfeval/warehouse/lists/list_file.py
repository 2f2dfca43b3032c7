"""A CSV file that operations keep → checked rows; all that is wrong in it is told together, line by line."""

import csv
import hashlib
import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from selfeval.warehouse.lists import list_cells
from selfeval.warehouse.lists.list_cells import WORDS, FaultError
from selfeval.warehouse.lists.list_errors import ListHeadingsError, ListRowsError, ListUnreadableError

LATEST_DUE = 2
"""Years after the fiscal year in which a form can be due: filing ends in the year after; one more for a late start."""
Row = dict[str, Any]


@dataclass(frozen=True)
class ListFile:
    """A list as it was read; each row has the columns of its kind and `row_number`, its line of the file."""

    name: str
    sha256: str
    rows: list[Row]


def read(kind: str, file: Path) -> ListFile:
    """The rows of a list. Raises ListUnreadableError, ListHeadingsError or ListRowsError."""
    try:
        content = file.read_bytes()
        lines = csv.reader(io.StringIO(_text(content), newline=""), strict=True)
        columns = _columns(kind, file, next(lines, []))
        found = [(lines.line_num, cells) for cells in lines if any(cell.strip() for cell in cells)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ListUnreadableError(file=file, reason=error) from error
    faults: list[str] = []
    rows = [_row(kind, columns, number, cells, faults) for number, cells in found]
    refuse(file, faults)
    return ListFile(file.name, hashlib.sha256(content).hexdigest(), rows)


def _text(content: bytes) -> str:
    """PostgreSQL keeps no NUL, and no spreadsheet writes one."""
    text = content.decode("utf-8-sig")
    if "\0" in text:
        raise csv.Error("NUL")
    return text


def refuse(file: Path, faults: list[str]) -> None:
    """Raise ListRowsError where there are faults."""
    if faults:
        raise ListRowsError(file=file.name, count=len(faults), told="\n".join(f"  {fault}" for fault in faults))


def _columns(kind: str, file: Path, headings: list[str]) -> list[str | None]:
    """The column of each heading; None for one without a heading, which must be empty."""
    known = _headings(kind)
    columns = [known.get(_plain(heading).lower()) for heading in headings]
    unknown = [heading for heading, column in zip(headings, columns, strict=True) if heading.strip() and not column]
    required = [column for column, parse in _parsers(kind).items() if parse in (list_cells.text, list_cells.year)]
    told = ["列之间应为逗号 columns are not parted by commas"] if _is_parted_otherwise(headings) else []
    told += [f"不认识 unknown “{heading}”" for heading in unknown]
    told += [f"缺少 missing “{_spelling(kind, column)}”" for column in required if column not in columns]
    told += [
        f"重复 twice “{_spelling(kind, one)}”" for one in sorted({c for c in columns if c and columns.count(c) > 1})
    ]
    if told:
        raise ListHeadingsError(file=file.name, told="；".join(told), known="、".join(known))
    return columns


def _is_parted_otherwise(headings: list[str]) -> bool:
    """Excel writes semicolons in some countries, and tabs as “Unicode text”."""
    return len(headings) == 1 and any(mark in headings[0] for mark in ";\t；")


def _row(kind: str, columns: list[str | None], number: int, cells: list[str], faults: list[str]) -> Row:
    row: Row = {"row_number": number}
    given = dict(zip(columns, cells, strict=False))
    if any(cell.strip() for cell in cells[len(columns) :]) or given.get(None, "").strip():
        faults.append(f"第 {number} 行 line：单元格多于标题 / more cells than headings")
    for column, parse in _parsers(kind).items():
        cell = _plain(given.get(column, ""))
        try:
            row[column] = parse(cell)
        except FaultError as fault:
            faults.append(f"第 {number} 行 line，{_spelling(kind, column)} “{cell}”：{fault}")
    faults += [f"第 {number} 行 line：{told}" for told in _contradictions(row)]
    return row


def _contradictions(row: Row) -> Iterator[str]:
    """What the cells of a row say against each other; a cell with a fault of its own says nothing."""
    first, last, due = row.get("first_fiscal_year"), row.get("last_fiscal_year"), row.get("due_date")
    if first and last and last < first:
        yield f"终止年度 {last} 早于起始年度 {first} / the last year is before the first"
    if first and due and not first <= due.year <= first + LATEST_DUE:
        yield f"截止日期 {due} 与起始年度 {first} 不符 / the due date is not that of the first year"


@cache
def _parsers(kind: str) -> dict[str, Callable[[str], Any]]:
    years: dict[str, Callable[[str], Any]] = {
        "first_fiscal_year": list_cells.year,
        "last_fiscal_year": list_cells.last_year,
    }
    own: dict[str, dict[str, Callable[[str], Any]]] = {
        "expected_department": {
            "region_name": list_cells.note,
            "due_date": list_cells.day,
            "is_nil_return": list_cells.flag,
            "note": list_cells.note,
        },
        "expected_project": {"project_code": list_cells.code, "project_name": list_cells.text},
        "classified_item": {"project_code": list_cells.code, "project_name": list_cells.note, "basis": list_cells.note},
    }
    return {"department_name": list_cells.text} | years | own[kind]


@cache
def _headings(kind: str) -> dict[str, str]:
    """Column by spelling of its heading, the usual spelling of each first."""
    with (WORDS / "headings.csv").open(encoding="utf-8", newline="") as lines:
        return {row["spelling"]: row["column"] for row in csv.DictReader(lines) if row["list_kind"] == kind}


def _spelling(kind: str, column: str) -> str:
    return next(spelling for spelling, known in _headings(kind).items() if known == column)


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
