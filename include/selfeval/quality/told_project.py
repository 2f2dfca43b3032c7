"""Two projects in two series of versions → what says that they are one, told twice.

A correction replaces the versions of its own series: department, year, family and unit, and on cards the project's code
or else its name (load/form_version.sql). Written otherwise it becomes a series of its own beside the first.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rapidfuzz import fuzz

from selfeval.quality.words import FormWords

CARD = "card"
NONE = Decimal(0)
DIGITS = re.compile(r"\d+")


class Told(NamedTuple):
    """A project as one form tells it; names, unit and code are business keys, totals in yuan."""

    row: int
    file: str
    form: tuple[object, ...]
    book: tuple[object, ...]
    unit: str
    code: str
    name: str
    series: str
    budget: Decimal | None
    executed: Decimal | None
    arrived: tuple[object, ...]
    file_name: str
    label: str

    @property
    def is_card(self) -> bool:
        """Whether its form is of this project alone."""
        return self.book[-1] == CARD

    @property
    def totals(self) -> tuple[Decimal, Decimal] | None:
        """Budget and spending, where they say something: both printed, and a budget above zero."""
        if self.budget is None or self.executed is None or self.budget <= 0:
            return None
        return self.budget, self.executed

    def is_of_series(self, other: "Told") -> bool:
        """Whether the one replaces the other: a card may gain or lose its code (load/card_series.sql)."""
        if (self.book, self.unit) != (other.book, other.unit):
            return False
        return self.series == other.series or (self.name == other.name and not (self.code and other.code))


class Evidence(NamedTuple):
    """The share of their forms' projects that stand on both, the significant digits of the totals where they are the
    same (else 0), and how alike the names are; of two, the greater one says more."""

    shared: Decimal
    digits: int
    likeness: Decimal


def weigh(one: Told, other: Told, shared: Decimal, words: FormWords) -> Evidence | None:
    """What says that two projects of two series are one; None where nothing does, or nothing would count twice.

    `shared` is the share of projects that their forms have in common. Two codes, or two units that are unlike, say that
    there are two projects, whatever their forms share: only totals that are the same say more.
    """
    if one.budget is None or other.budget is None:
        return None
    is_same = one.totals is not None and one.totals == other.totals
    is_apart = bool(one.code and other.code and one.code != other.code) or not is_like_unit(one.unit, other.unit, words)
    if one.name != other.name and (is_apart or not is_same or not is_wider(one.name, other.name, words.telling)):
        return None
    if not is_same and (is_apart or (_is_unit_unprinted(one, other) and not _has_a_total_of(one, other))):
        return None
    likeness = Decimal(round(fuzz.ratio(one.name, other.name))) / 100
    return Evidence(NONE if is_apart else shared, _digits(one.totals) if is_same else 0, likeness)


def is_like_unit(one: str, other: str, words: FormWords) -> bool:
    """The same unit, one of them not printed, or only words between that say nothing: 养护中心, 养护服务中心."""
    if not one or not other or one == other:
        return True
    return is_wider(one, other, ()) and _core(one, words.unit_fillers) == _core(other, words.unit_fillers)


def is_wider(one: str, other: str, telling: Sequence[str]) -> bool:
    """Whether one name is the other with more said in it, and that is nothing that tells two projects apart."""
    short, long = sorted((one, other), key=len)
    if DIGITS.findall(short) != DIGITS.findall(long) or any(short.count(word) != long.count(word) for word in telling):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _is_unit_unprinted(one: Told, other: Told) -> bool:
    """Cards of which one has no unit: some layouts print none, so that it may be any unit's. Whole tables have more to
    be known by."""
    return one.is_card and bool(one.unit) != bool(other.unit)


def _has_a_total_of(one: Told, other: Told) -> bool:
    """Whether what was corrected was one of the two totals only."""
    return one.budget == other.budget or (one.executed is not None and one.executed == other.executed)


def _core(unit: str, fillers: Sequence[str]) -> str:
    for word in fillers:
        unit = unit.replace(word, "")
    return unit


def _digits(totals: tuple[Decimal, Decimal] | None) -> int:
    return sum(len(f"{value:f}".replace(".", "").strip("-0")) for value in set(totals or ()))
