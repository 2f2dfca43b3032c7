"""Words of time in a printed text → the span of days that they name, and the text without them."""

import calendar
import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from selfeval.quality.lexicon import Lexicon

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Deadline(NamedTuple):
    """The last span that a text names: `12月底之前` is December, of a year that the text need not say."""

    year: int | None
    first_month: int
    first_day: int
    last_month: int
    last_day: int

    def first(self, fiscal_year: int) -> dt.date:
        """The earliest day of the span."""
        return self._date(self.year or fiscal_year, self.first_month, self.first_day)

    def last(self, fiscal_year: int) -> dt.date:
        """The latest day of the span."""
        return self._date(self.year or fiscal_year, self.last_month, self.last_day)

    def _date(self, year: int, month: int, day: int) -> dt.date:
        return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def deadlines(text: str, lexicon: Lexicon) -> tuple[str, Deadline | None]:
    """The text with its dates blanked out, and the span that it names last.

    None where it names none, or one that cannot be placed: what recurs (每月) or lies in another year (次年).
    """
    if not lexicon.any_deadline.search(text):
        return text, None
    spans: list[tuple[int, Deadline]] = []
    is_placed = True
    for pattern, reach in lexicon.deadlines:
        for found in list(pattern.finditer(text)):
            span = _span(found, reach) if reach in (*MONTHS, "day") else None
            if span is None and reach not in ("recurring", "other_year"):
                continue
            is_placed = is_placed and span is not None
            text = text[: found.start()] + "#" * len(found[0]) + text[found.end() :]
            if span is not None:
                spans.append((found.start(), span))
    return text, max(spans)[1] if spans and is_placed else None


def _span(found: re.Match[str], reach: str) -> Deadline | None:
    """None where month or day do not exist."""
    told = found.groupdict()
    year = int(told["year"]) if told.get("year") else None
    month = int(told["month"]) if told.get("month") else _first_month(told)
    if not 1 <= month <= 12:
        return None
    if reach == "day":
        day = int(told["day"])
        is_day = 1 <= day <= calendar.monthrange(year or 2000, month)[1]
        return Deadline(year, month, day, month, day) if is_day else None
    return Deadline(year, month, 1, month + MONTHS[reach] - 1, 31)


def _first_month(told: dict[str, str | None]) -> int:
    quarter = told.get("quarter")
    if quarter:
        return 3 * int(unicodedata.numeric(quarter)) - 2
    return 7 if told.get("second_half") else 1
