"""Numerals of any script → Arabic digits: 二期, Ⅱ期, ②期 and 2期 are written alike."""

import re
from functools import cache

from selfeval.warehouse.identity.words import rows

TEN = 10
YEAR = 4
"""Digits of a year."""
_ROMAN = re.compile(r"(?<![a-z])(x{0,2})(ix|iv|v?i{0,3})(?![a-z])")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


def with_digits(text: str) -> str:
    """The text, in small letters after NFKC, with Chinese and Roman numerals up to 99 and 39 in Arabic digits.

    Digits without 十 are one number where they hold a 零 or are four (二〇二一, 一一〇), and several otherwise: 一二期
    is 1.2期 and not the twelfth.
    """
    return _ROMAN.sub(_roman, _chinese().sub(_counted, text))


@cache
def _values() -> dict[str, int]:
    return {row["character"]: int(row["value"]) for row in rows("numeral")}


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_values())}]+")


def _counted(found: re.Match[str]) -> str:
    values = [_values()[character] for character in found[0]]
    if len(values) == 1:
        return str(values[0])
    head, ten, tail = _parted(values)
    if ten and max(len(head), len(tail)) <= 1:
        return str((head[0] if head else 1) * TEN + sum(tail))
    return ("" if 0 in values or len(values) == YEAR else ".").join(map(str, values))


def _parted(values: list[int]) -> tuple[list[int], bool, list[int]]:
    """What stands before and after the first 十, and whether there is one."""
    place = values.index(TEN) if TEN in values else len(values)
    return values[:place], place < len(values), values[place + 1 :]


def _roman(found: re.Match[str]) -> str:
    return str(len(found[1]) * TEN + _ONES[found[2]]) if found[0] else ""
