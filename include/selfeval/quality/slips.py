"""A printed number → every number that one slip of the pen would have made of it, and the other way round.

A slip is one wrong digit, two neighbouring digits swapped, one digit dropped or doubled up, or the point (or the unit:
元 for 万元) shifted. Each slip undoes another, so what is one slip from the print is what may have been meant.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

DIGITS = "0123456789"
OTHER_UNITS = (10_000, 100_000_000)
"""元 where 万元 or 亿元 is meant, 万元 where 亿元 is."""
FURTHEST_SHIFT = 8
"""Places between 元 and 亿元."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def slips(printed: str, value: Decimal) -> dict[Decimal, str]:
    """Number → its text in the style of the print. Empty where the print does not show the value in full."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", printed))
    text = found[0].replace(",", "") if found else ""
    if not text or Decimal(text) != value:
        return {}
    grouped = found is not None and "," in found[0]
    numbers: dict[Decimal, str] = {}
    for other in _edited(text):
        number = Decimal(other)
        if number != value:
            numbers.setdefault(number, f"{number:,f}" if grouped else f"{number:f}")
    return numbers


def number_of(printed: str) -> Decimal | None:
    """The number that a text prints, if it prints one: 98 of `98%`."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", printed))
    return Decimal(found[0].replace(",", "")) if found else None


def _edited(text: str) -> Iterator[str]:
    yield from _shifted(text)
    places = [place for place, letter in enumerate(text) if letter != "."]
    for place in places:
        before, digit, after = text[:place], text[place], text[place + 1 :]
        yield from (before + other + after for other in DIGITS if other != digit)
        yield from (before + other + digit + after for other in DIGITS)
        if len(places) > 1:
            yield _whole(before + after)
    yield from (text + other for other in DIGITS)
    for one, two in pairwise(places):
        yield text[:one] + text[two] + text[one + 1 : two] + text[one] + text[two + 1 :]


def _shifted(text: str) -> Iterator[str]:
    digits = Decimal(text)
    for places in range(1, FURTHEST_SHIFT + 1):
        yield f"{digits.scaleb(places).normalize():f}"
        yield f"{digits.scaleb(-places).normalize():f}"


def _whole(text: str) -> str:
    """`.5` after its only whole digit was dropped is no number that is printed; `5.` is 5."""
    return f"0{text}" if text.startswith(".") else text.rstrip(".")
