"""A stored number and its cell's number format to the text that Excel shows, for the formats that amounts use."""

import re
from decimal import ROUND_HALF_UP, Decimal

EXCEL_DIGITS = 15
"""Excel keeps and shows 15 significant digits; what a file stores beyond them is binary dust (0.1 + 0.2)."""

_FIXED = re.compile(r"(?P<thousands>#,##)?0(?P<places>\.0+)?(?P<percent>%)?")


def stored_number(value: float) -> Decimal:
    """The number that a workbook means, exact to Excel's 15 significant digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{EXCEL_DIGITS}g}")


def printed_number(number: Decimal, number_format: str) -> str:
    """Text of a number under formats such as `0%`, `0.00`, `#,##0.00`; any other format prints as General."""
    first = number_format.split(";")[0]
    literal = "".join(re.findall(r'"([^"]*)"', first))
    if re.search(
        r"[0#],+(?![0#])|![.]|\\[.]", first
    ):  # shown in thousands or with a moved point: no reader sees the number
        return f"{_general(number)}(0,)"
    section = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", first).strip()
    fixed = _FIXED.fullmatch(section)
    if not fixed:
        return _general(number) + literal
    scaled = number * 100 if fixed["percent"] else number
    places = len(fixed["places"] or ".") - 1
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format(rounded, ",f" if fixed["thousands"] else "f") + (fixed["percent"] or "") + literal


def _general(number: Decimal) -> str:
    return format(number.normalize(), "f")
