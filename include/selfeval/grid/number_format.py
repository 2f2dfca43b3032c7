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
    section = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", number_format.split(";")[0]).strip()
    fixed = _FIXED.fullmatch(section)
    if not fixed:
        return format(number.normalize(), "f")
    scaled = number * 100 if fixed["percent"] else number
    places = len(fixed["places"] or ".") - 1
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format(rounded, ",f" if fixed["thousands"] else "f") + (fixed["percent"] or "")
