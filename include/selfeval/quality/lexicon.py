"""great_expectations/lexicon/*.csv → the words of targets and results: operators, units, deadlines, grades, slips."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from selfeval.quality.lexicon_rows import read_rows
from selfeval.vocabulary import null_words
from selfeval.vocabulary.normalise import text_key

OPERATORS = ("at_least", "above", "at_most", "below", "equal", "about", "range")
TOPICS = ("output", "benefit", "management", "quantity", "quality", "timeliness", "cost", "satisfaction")
REACHES = ("day", "month", "quarter", "half", "year", "recurring", "other_year")
BANDS = ("met", "partly", "missed", "graded")
DIRECTIONS = ("lower", "either", "standard")
SIDES = ("before", "after", "between")
NAMED = re.compile(r"\(\?P<\w+>")


class Unit(NamedTuple):
    """What a unit counts, and how many of the dimension's base unit it is."""

    dimension: str
    factor: Decimal


class Misfit(NamedTuple):
    """Words that do not belong under a topic of level 2, and where they belong."""

    pattern: re.Pattern[str]
    topic: str
    belongs: str


class Misreading(NamedTuple):
    """How a value looks after careless copying, what was meant (blank: left open), and whether it can be right."""

    pattern: re.Pattern[str]
    meant: str
    is_certain: bool


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything that the parsing of values looks up, spellings normalised."""

    operators: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]
    quantity: re.Pattern[str]
    counted: re.Pattern[str]
    units: dict[str, Unit]
    scales: dict[str, Decimal]
    any_deadline: re.Pattern[str]
    deadlines: tuple[tuple[re.Pattern[str], str], ...]
    not_quantities: re.Pattern[str]
    grades: dict[str, str]
    nothing: dict[str, str]
    misreadings: tuple[Misreading, ...]
    directions: dict[str, str]
    topics: dict[str, str]
    misfits: tuple[Misfit, ...]
    shares: dict[str, str]
    template_texts: re.Pattern[str]


@lru_cache(maxsize=4)
def load_lexicon(folder: Path) -> Lexicon:
    """The validated content of the folder. Raises UnreadableRuleError naming the file."""
    operators = read_rows(folder / "operators.csv", ("spelling", "operator", "side"), operator=OPERATORS, side=SIDES)
    units = read_rows(folder / "units.csv", ("spelling", "dimension", "factor"))
    scales = read_rows(folder / "scales.csv", ("spelling", "factor"))
    deadlines = read_rows(folder / "deadlines.csv", ("pattern", "reach"), reach=REACHES)
    noise = read_rows(folder / "not_quantities.csv", ("pattern",))
    misreadings = read_rows(folder / "misreadings.csv", ("pattern", "meant", "is_certain"), is_certain=("yes", "no"))
    misfits = read_rows(folder / "misfits.csv", ("pattern", "topic", "belongs"), topic=TOPICS)
    sides = {side: [row["spelling"] for row in operators if row["side"] == side] for side in SIDES}
    return Lexicon(
        operators={row["spelling"]: row["operator"] for row in operators},
        before=re.compile(f"(?:{_any(sides['before'])})$"),
        after=re.compile(_any(sides["after"])),
        between=re.compile(_any(sides["between"])),
        quantity=_quantity([row["spelling"] for row in units], [row["spelling"] for row in scales]),
        counted=_counted([row["spelling"] for row in units]),
        units={row["spelling"]: Unit(row["dimension"], Decimal(row["factor"])) for row in units},
        scales={row["spelling"]: Decimal(row["factor"]) for row in scales},
        any_deadline=re.compile("|".join(NAMED.sub("(?:", row["pattern"]) for row in deadlines)),
        deadlines=tuple((re.compile(row["pattern"]), row["reach"]) for row in deadlines),
        not_quantities=_patterns(noise),
        grades=_pairs(folder / "grades.csv", "wording", "band", BANDS),
        nothing={text_key(word): one.as_result for word, one in null_words().items() if one.as_result},
        misreadings=tuple(_misreading(row) for row in misreadings),
        directions=_pairs(folder / "directions.csv", "word", "direction", DIRECTIONS),
        topics=_pairs(folder / "levels.csv", "word", "topic", TOPICS),
        misfits=tuple(Misfit(re.compile(row["pattern"]), row["topic"], row["belongs"]) for row in misfits),
        shares=_pairs(folder / "shares.csv", "word", "kind", ("share", "rate", "loose", "other")),
        template_texts=_patterns(read_rows(folder / "template_texts.csv", ("pattern",))),
    )


def _misreading(row: dict[str, str]) -> Misreading:
    return Misreading(re.compile(row["pattern"]), row["meant"], row["is_certain"] == "yes")


def _counted(units: Iterable[str]) -> re.Pattern[str]:
    """A numeral in words and a unit: 一次."""
    return re.compile(rf"([^\W\d_])(?:{_any(units)})")


def _quantity(units: Iterable[str], scales: Iterable[str]) -> re.Pattern[str]:
    """A number with its scale, its unit and what it is for each of: `2.6万人次`, `61.54万元/公里`."""
    unit, scale = _any(units), _any(scales)
    return re.compile(
        r"(?<![\d.])(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,15}(?:\.\d+)?)(?!\d)"
        rf"(?:(?P<whole>{unit})|(?P<scale>{scale})(?P<scaled>{unit})?)?"
        r"(?:[/每](?P<per>[^\W\d]{1,6}(?:[*、·][^\W\d]{1,3})?))?"
    )


def _patterns(rows: Iterable[dict[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows))


def _any(spellings: Iterable[str]) -> str:
    """Longest first, so that 人次 is not read as 人."""
    return "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))


def _pairs(file: Path, key: str, value: str, allowed: Iterable[str]) -> dict[str, str]:
    return {row[key]: row[value] for row in read_rows(file, (key, value), **{value: allowed})}
