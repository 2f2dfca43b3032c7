"""Figures that ran together in one cell, `202010100.00%10`, to the figures of the columns that they belong to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

_AMOUNT = re.compile(r"(?:0|[1-9]\d*)(?:\.\d{1,6})?")
_POINTS = re.compile(r"(?:0|[1-9]\d?|100)(?:\.\d{1,2})?")
_PERCENT = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,4})?%")
_PATTERNS = {"rate": _PERCENT, "weight": _POINTS, "score": _POINTS}
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
LONGEST = 60
"""Six figures of ten digits; a text that is longer would only cost time."""
PROVEN = {"budget", "executed", "rate"}

Split = dict[str, str]


def split_figures(text: str, names: Sequence[str], beside: Mapping[str, str]) -> Split | None:
    """The one split of a text over columns that the row's own arithmetic proves, or None.

    `names` says what each column holds (`budget`, `executed`, `rate`, `weight`, `score`, or another amount), `beside`
    the figures that stand alone in the same row. It must hold that executed ÷ budget is the printed rate, and score the
    weight × rate where both are printed; where they are, a split that agrees to the last digit beats those by rounding.
    """
    beside = {name: text for name, text in beside.items() if _FIGURE.fullmatch(text)}
    known = {*names, *beside}
    if not known >= PROVEN or len({"weight", "score"} & known) == 1 or sum(map(len, text.split())) > LONGEST:
        return None
    held = [(split, gap) for split in _splits(text, names) if (gap := _gap({**beside, **split})) is not None]
    exact = [split for split, gap in held if not gap] if "weight" in known else []
    chosen = exact or [split for split, _ in held]
    return chosen[0] if len(chosen) == 1 else None


def _splits(text: str, names: Sequence[str]) -> Iterator[Split]:
    """Every way to cut a text into well-formed figures for the columns; white space always cuts."""
    word, _, behind = text.strip().partition(" ")
    pattern = _PATTERNS.get(names[0], _AMOUNT)
    if len(names) == 1:
        if not behind and pattern.fullmatch(word):
            yield {names[0]: word}
        return
    for end in range(1, len(word) + 1):
        if pattern.fullmatch(word[:end]) and (rest := f"{word[end:]} {behind}".strip()):
            yield from ({names[0]: word[:end], **others} for others in _splits(rest, names[1:]))


def _gap(printed: Mapping[str, str]) -> Decimal | None:
    """How far the arithmetic is off within the printed digits; None where it does not hold."""
    value = {name: _value(text) for name, text in printed.items()}
    budget, executed, rate = value["budget"], value["executed"], value["rate"]
    off = abs(executed - rate * budget)
    if not budget or not executed or not rate or off > _half_unit(printed["rate"]) * budget:
        return None
    if "weight" in value:
        points = value["weight"] * min(executed / budget, Decimal(1))
        if not value["weight"] or abs(value["score"] - points) > _half_unit(printed["score"]):
            return None
    return off


def _value(text: str) -> Decimal:
    number = Decimal(text.rstrip("%").replace(",", ""))
    return number.scaleb(-2) if text.endswith("%") else number


def _half_unit(text: str) -> Decimal:
    """Half a unit of the last printed digit."""
    places = len(text.rstrip("%").partition(".")[2])
    return Decimal(5).scaleb(-places - (3 if text.endswith("%") else 1))
