"""One cell of a list that operations keep → its value, or what is wrong with it."""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

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
