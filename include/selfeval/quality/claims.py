"""A stated rate as printed → the interval that it claims: half a unit of its last printed digit to either side."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

COARSEST = Decimal("0.005")
"""No rate claims less than whole percents: a bare `1` is a full rate, not anything between 50% and 150%."""

_NUMBER = re.compile(r"(-?\d[\d,]*)(?:\.(\d+))?\s*(%|百分)?")


class Claim(NamedTuple):
    """What a printed rate claims, as fractions: the rate itself and its inclusive bounds."""

    rate: Decimal
    low: Decimal
    high: Decimal


def claim(printed: str | None, stated: Decimal) -> Claim:
    """The claim of a rate printed as `98%`, `98.50%`, `100.00` or `0.958`; `stated` is its value as a fraction.

    Where the text holds no number, the stated value is taken to whole percents.
    """
    match = _NUMBER.search(unicodedata.normalize("NFKC", printed or ""))
    if match is None:
        return Claim(stated, stated - COARSEST, stated + COARSEST)
    whole, decimals = match[1].replace(",", ""), match[2] or ""
    number, half_unit = Decimal(f"{whole}.{decimals or 0}"), Decimal(5).scaleb(-len(decimals) - 1)
    if match[3] or _is_percent(number, stated):
        number, half_unit = number / 100, half_unit / 100
    half_unit = min(half_unit, COARSEST)
    return Claim(number, number - half_unit, number + half_unit)


def _is_percent(number: Decimal, stated: Decimal) -> bool:
    return abs(number / 100 - stated) < abs(number - stated)
