"""A list of operations as a CSV file or a workbook → checked rows; all faults are reported together, by line."""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selfeval.errors import ConfigurationError


class ListNotNamedError(ConfigurationError):
    """Neither the command nor a setting names a file."""

    slug = "list-not-named"
    zh = "没有指明清单文件。请在命令后写出文件名，或设置环境变量 {variable}。"
    en = "No file of the list is named. Give its name after the command, or set {variable}."


class ListUnreadableError(ConfigurationError):
    """There is no such file, or it is not a text in UTF-8."""

    slug = "list-unreadable"
    zh = "清单 {file} 无法读取（{reason}）。请确认文件存在，并在 Excel/WPS 中另存为“CSV UTF-8”后重试。"
    en = "The list {file} cannot be read ({reason}). See that it is there, save it as “CSV UTF-8”, and try again."


class ListHeadingsError(ConfigurationError):
    """The first line does not name the columns."""

    slug = "list-headings"
    zh = "清单 {file} 的标题行有误：{faults}。可用的标题：{known}。请改正第一行后重试；以前导入的清单仍然有效。"
    en = (
        "The headings of {file} are wrong: {faults}. Known are: {known}. Correct the first line; the list before stays."
    )


class ListEmptyError(ConfigurationError):
    """A list with headings and nothing else: more likely a file cut short than one that takes all back."""

    slug = "list-empty"
    zh = "清单 {file} 只有标题，没有一行，未导入，以前导入的清单仍然有效。确实要清空的，请加 --empty。"
    en = "The list {file} has headings and no row; the list before stays. Say --empty if it is to hold nothing."


class ListRowsError(ConfigurationError):
    """Rows that cannot be understood, all of them reported together."""

    slug = "list-rows"
    zh = "清单 {file} 有 {count} 处错误，未导入，以前导入的清单仍然有效。请改正后重试：\n{faults}"
    en = "The list {file} has {count} faults; nothing was imported and the list before stays. Correct them (above)."


WORDS = Path(__file__).parent
YEARS = range(2000, 2100)


class FaultError(ValueError):
    """What is wrong with one cell."""


def text(cell: str) -> str:
    """A text that must be there."""
    if not cell:
        raise FaultError("未填 / empty")
    return cell


def code(cell: str) -> str:
    """A text, empty where there is none."""
    return cell


def note(cell: str) -> str | None:
    """A text or nothing."""
    return cell or None


def year(cell: str) -> int:
    """A fiscal year."""
    found = re.fullmatch(r"(\d{4})\D{0,2}", cell)
    if not found or int(found[1]) not in YEARS:
        raise FaultError("不是年度，应如 2021 / not a year such as 2021")
    return int(found[1])


def last_year(cell: str) -> int | None:
    """A fiscal year, or nothing while it goes on."""
    return year(cell) if cell else None


def day(cell: str) -> date | None:
    """A day, or nothing."""
    if not cell:
        return None
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", cell)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(cell)
    except ValueError as error:
        raise FaultError("不是日期，应如 2022-04-30 / not a day such as 2022-04-30") from error


def flag(cell: str) -> bool:
    """Yes or no; nothing is no."""
    try:
        return bool(cell) and _flags()[cell.lower()]
    except KeyError as error:
        raise FaultError(f"应为 one of {'、'.join(_flags())}") from error


@cache
def _flags() -> dict[str, bool]:
    with (WORDS / "flags.csv").open(encoding="utf-8", newline="") as lines:
        return {row["spelling"]: row["is_set"] == "true" for row in csv.DictReader(lines)}


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
        raise ListRowsError(file=file.name, count=len(faults), faults="\n".join(f"  {fault}" for fault in faults))


def _columns(kind: str, file: Path, headings: list[str]) -> list[str | None]:
    """The column of each heading; None for one without a heading, which must be empty."""
    known = _headings(kind)
    columns = [known.get(_plain(heading).lower()) for heading in headings]
    unknown = [heading for heading, column in zip(headings, columns, strict=True) if heading.strip() and not column]
    required = [column for column, parse in _parsers(kind).items() if parse in (text, year)]
    found = ["列之间应为逗号 columns are not parted by commas"] if _is_parted_otherwise(headings) else []
    found += [f"不认识 unknown “{heading}”" for heading in unknown]
    found += [f"缺少 missing “{_spelling(kind, column)}”" for column in required if column not in columns]
    found += [
        f"重复 twice “{_spelling(kind, one)}”" for one in sorted({c for c in columns if c and columns.count(c) > 1})
    ]
    if found:
        raise ListHeadingsError(file=file.name, faults="；".join(found), known="、".join(known))
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
    faults += [f"第 {number} 行 line：{fault}" for fault in _contradictions(row)]
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
        "first_fiscal_year": year,
        "last_fiscal_year": last_year,
    }
    own: dict[str, dict[str, Callable[[str], Any]]] = {
        "expected_department": {
            "region_name": note,
            "due_date": day,
            "is_nil_return": flag,
            "note": note,
        },
        "expected_project": {"project_code": code, "project_name": text},
        "classified_item": {"project_code": code, "project_name": note, "basis": note},
    }
    return {"department_name": text} | years | own[kind]


@cache
def _headings(kind: str) -> dict[str, str]:
    """Column by spelling of its heading, the usual spelling of each first."""
    with (WORDS / "headings.csv").open(encoding="utf-8", newline="") as lines:
        return {row["spelling"]: row["column"] for row in csv.DictReader(lines) if row["list_kind"] == kind}


def _spelling(kind: str, column: str) -> str:
    return next(spelling for spelling, known in _headings(kind).items() if known == column)


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
