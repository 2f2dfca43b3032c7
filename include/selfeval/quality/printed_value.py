"""A printed target or result → what it says: operator, number, unit, deadline, grade; nothing is repaired."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from re import Match
from typing import Any, NamedTuple

from selfeval.quality.deadlines import Deadline, deadlines
from selfeval.quality.lexicon import Lexicon, Unit
from selfeval.vocabulary.normalise import text_key

PUNCTUATION = "。；;，,.!！ "
OPENS = ":;,(#"


class Quantity(NamedTuple):
    """One number as printed (`2.6` of `2.6万人次`), and what makes it comparable."""

    operator: str | None
    number: Decimal
    unit: str
    dimension: str | None
    factor: Decimal
    per: str
    start: int
    end: int

    @property
    def base(self) -> Decimal:
        """The number in the base unit of its dimension."""
        return self.number * self.factor


class PrintedValue(NamedTuple):
    """What one text says. `kind`: blank, not_applicable, number, range, several, date, grade, prose.

    `several` are numbers that cannot be compared as one, or one in words.
    """

    kind: str
    text: str
    operator: str | None = None
    quantity: Quantity | None = None
    upper: Quantity | None = None
    deadline: Deadline | None = None
    band: str | None = None

    @property
    def has_figure(self) -> bool:
        """Whether there is something to measure by: a number, a range, several numbers or a date."""
        return self.kind in ("number", "range", "several", "date")


BLANK = PrintedValue("blank", "")


def parse_all(texts: Iterable[str], lexicon: Lexicon) -> dict[str, PrintedValue]:
    """Each distinct text parsed once."""
    return {text: parse(text, lexicon) for text in set(texts)}


@lru_cache(maxsize=50_000)
def parse(printed: str, lexicon: Lexicon) -> PrintedValue:
    """What a printed text says. `290%` is 290 percent: what it may be a misreading of is a suggestion, elsewhere."""
    text = text_key(printed)
    bare = text.strip(PUNCTUATION)
    nothing = lexicon.nothing.get(bare, lexicon.nothing.get(text, None if bare else "none"))
    if nothing in ("none", "not_applicable"):
        return PrintedValue("blank" if nothing == "none" else nothing, text)
    if bare in lexicon.grades:
        return PrintedValue("grade", bare, band=lexicon.grades[bare])
    masked, deadline = deadlines(text, lexicon)
    masked = lexicon.not_quantities.sub(lambda found: "#" * len(found[0]), masked)
    found = [_quantity(one, masked, lexicon) for one in lexicon.quantity.finditer(masked)]
    if not found and deadline is None and _is_counted(masked, lexicon):
        return PrintedValue("several", bare)
    is_range = len(found) == 2 and lexicon.between.fullmatch(masked[found[0].end : found[1].start])
    return _value(bare, found, deadline, is_range=bool(is_range))


def _value(text: str, found: list[Quantity], deadline: Deadline | None, *, is_range: bool) -> PrintedValue:
    if len(found) == 1:
        return PrintedValue("number", text, found[0].operator, found[0], deadline=deadline)
    if is_range:
        low = found[0] if found[0].unit else found[0]._replace(**_measure(found[1]))
        return PrintedValue("range", text, found[0].operator, low, found[1], deadline)
    if found:
        return PrintedValue("several", text, deadline=deadline)
    return PrintedValue("date" if deadline else "prose", text, deadline=deadline)


def _is_counted(text: str, lexicon: Lexicon) -> bool:
    """Whether a numeral is written in words: 每月巡查一次."""
    return any(unicodedata.numeric(found[1], None) is not None for found in lexicon.counted.finditer(text))


def _measure(quantity: Quantity) -> dict[str, Any]:
    return {name: getattr(quantity, name) for name in ("unit", "dimension", "factor", "per")}


def _opens(before: str, lexicon: Lexicon) -> bool:
    """Whether a number may begin after this text; a sign that follows a number or a word is a dash."""
    return not before or before[-1] in OPENS or bool(lexicon.before.search(before))


def _quantity(found: Match[str], text: str, lexicon: Lexicon) -> Quantity:
    number = Decimal(found["number"].replace(",", ""))
    start = found.start()
    if text[:start].endswith("-") and _opens(text[: start - 1], lexicon):
        number, start = -number, start - 1
    spelling = found["whole"] or found["scaled"] or ""
    unit = lexicon.units.get(spelling, Unit("", Decimal(1)))
    scale = lexicon.scales[found["scale"]] if found["scale"] else Decimal(1)
    before, after = lexicon.before.search(text[:start]), lexicon.after.match(text[found.end() :])
    operator = before or after
    return Quantity(
        operator=lexicon.operators[operator[0]] if operator else None,
        number=number,
        unit=(found["scale"] or "") + spelling,
        dimension=unit.dimension or None,
        factor=unit.factor * scale,
        per=found["per"] or "",
        start=start,
        end=found.end(),
    )
