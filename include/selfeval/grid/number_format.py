"""A stored number and its cell's number format to the text that Excel shows, for the formats that amounts use."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

EXCEL_DIGITS = 15
"""Excel keeps and shows 15 significant digits; what a file stores beyond them is binary dust (0.1 + 0.2)."""

YEAR_MONTH, DAY = "年月", "日"
_QUOTED = re.compile(r'"([^"]*)"')
_NOT_DIGITS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_MOVED_POINT = re.compile(r"[0#],+(?![0#])|![.]|\\[.]")
"""Shown in thousands, or with a point that is moved."""
_FIXED = re.compile(r"(?P<thousands>#,##)?0(?P<places>\.0+)?(?P<percent>%)?")


def stored_number(value: float) -> Decimal:
    """The number that a workbook means, exact to Excel's 15 significant digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{EXCEL_DIGITS}g}")


def printed_number(number: Decimal, number_format: str) -> str:
    """Text of a number under formats such as `0%`, `0.00`, `#,##0.00`; any other format prints as General."""
    first = number_format.split(";")[0]
    before, behind = _literals(first)
    if _MOVED_POINT.search(first):  # no reader sees the number
        return f"{_general(number)}(0,)"
    section = _NOT_DIGITS.sub("", first).strip()
    fixed = _FIXED.fullmatch(section)
    if not fixed:
        return before + _general(number) + behind
    scaled = number * 100 if fixed["percent"] else number
    places = len(fixed["places"] or ".") - 1
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = format(rounded, ",f" if fixed["thousands"] else "f")
    return before + digits + (fixed["percent"] or "") + behind


def printed_date(date: datetime.date, number_format: str) -> str:
    """Text of a date: `2023年11月30日` under a format with 年, 月 and 日, else 2023-11-30."""
    words = "".join(_QUOTED.findall(number_format)) or number_format
    if not all(word in words for word in YEAR_MONTH):
        return date.isoformat()[:10]
    day = f"{date.day}{DAY}" if DAY in words else ""
    return f"{date.year}{YEAR_MONTH[0]}{date.month}{YEAR_MONTH[1]}{day}"


def _literals(section: str) -> tuple[str, str]:
    """The quoted text before and behind the digits of a format."""
    first = next(iter(re.finditer(r"[0#?]", _QUOTED.sub(lambda quoted: " " * len(quoted[0]), section))), None)
    place = first.start() if first else len(section)
    before, behind = section[:place], section[place:]
    return "".join(_QUOTED.findall(before)), "".join(_QUOTED.findall(behind))


def _general(number: Decimal) -> str:
    return format(number.normalize(), "f")
