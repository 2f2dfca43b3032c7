"""The domain's words: the CSV files beside this module, validated once, as look-ups by normalised spelling."""

import csv
import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from opencc import OpenCC

from selfeval.errors import RuleError

FOLDER = Path(__file__).parent


class Role(StrEnum):
    """What the value under a heading is. The words that stand for it are data."""

    SEQUENCE = "sequence"
    DIVISION = "division"
    NAME = "name"
    UPPER_NAME = "upper_name"
    AMOUNT = "amount"
    RATE = "rate"
    GOAL_PLANNED = "goal_planned"
    GOAL_ACTUAL = "goal_actual"
    TARGET = "target"
    ACTUAL = "actual"
    PROBLEMS = "problems"
    RECTIFICATION = "rectification"
    TOTAL_SCORE = "total_score"
    DEPARTMENT = "department"
    UPPER_DEPARTMENT = "upper_department"
    IMPLEMENTING_UNIT = "implementing_unit"
    CODE = "code"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    INDICATOR_NAME = "indicator_name"
    OPERATOR = "operator"
    UNIT = "unit"
    WEIGHT = "weight"
    SCORE = "score"
    ITEM_SCORE = "item_score"
    REASON = "reason"
    AMOUNT_UNIT = "amount_unit"
    COMMENT = "comment"
    FISCAL_YEAR = "fiscal_year"
    REMARK = "remark"
    GOAL = "goal"
    TASK = "task"
    SECTION = "section"
    NUMBERING = "numbering"


MEASURES = ("budget_initial", "budget", "received", "executed")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one heading says; a column's headings from top to bottom add up to its slot."""

    role: Role | None = None
    measure: str | None = None
    source: str | None = None
    level1: str | None = None
    level2: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A level-2 indicator of the wide family in its customary place."""

    level1: str
    level2: str
    is_usual: bool
    needs_cue: bool
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every vocabulary file, keyed by normalised spelling."""

    headings: dict[str, Meaning]
    heading_patterns: tuple[tuple[re.Pattern[str], Meaning], ...]
    part_of: dict[str, str]
    levels: tuple[Level, ...]
    states: frozenset[str]
    answers: dict[str, Role]
    units: dict[str, str]
    null_marks: frozenset[str]
    error_values: frozenset[str]
    operators: frozenset[str]
    template_rests: tuple[re.Pattern[str], ...]
    total_rows: tuple[re.Pattern[str], ...]
    bodies: tuple[re.Pattern[str], ...]
    points: frozenset[str]
    titles: tuple[tuple[re.Pattern[str], str], ...]
    labels: dict[str, str]
    markers: dict[str, str]
    looked_up: dict[str, Meaning | None] = field(default_factory=dict, repr=False)

    def heading(self, text: str) -> Meaning | None:
        """What a heading says, whatever year it names, or None where neither a spelling nor a pattern knows it.

        `其中:中央资金` is what stands behind the colon; `年度资金总额(预算数)` has its measure in the brackets.
        """
        if text not in self.looked_up:
            spelling = normalised(text)
            found = self._known(spelling) or self._known(normalised(spelling.rpartition(":")[2]))
            self.looked_up[text] = self._measured(found, text) if found and found.source else found
        return self.looked_up[text]

    def _known(self, spelling: str) -> Meaning | None:
        timeless = _YEAR.sub("", spelling).rstrip("%")
        known = self.headings.get(spelling) or self.headings.get(timeless)
        alike = (found for pattern, found in self.heading_patterns if pattern.fullmatch(timeless))
        return known or next(alike, None)

    def _measured(self, found: Meaning, text: str) -> Meaning:
        within = _BRACKETS.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
        said = self._known(within[1]) if within else None
        return replace(found, measure=said.measure) if said else found


class VocabularyError(RuleError):
    slug = "vocabulary"
    zh = "词表有误：{what}。vocabulary/{file}。请改正该文件后重试。"
    en = "The vocabulary is wrong: {what}. vocabulary/{file}. Correct the file and try again."


_YEAR = re.compile(r"20\d\d年度?")
_BRACKETS = re.compile(r"\(([^()]+)\)$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、](?!\d)|\((?:\d|[一二三四五六七八九十])+\))(?=.)")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]+\)")
_CLOSING_BRACKET = re.compile(r"(?<=.)\((?:[^()]|\([^()]*\))*\)$")


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """Spelling to look a heading or mark up by.

    NFKC, simplified characters, no inline pinyin, no white space, no number or dots before it, and behind it no colon
    and no brackets, which hold units, weights and formulas.
    """
    plain = _PINYIN.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    plain = _NUMBERING.sub("", _simplified().convert(plain).lstrip(".…·★")).rstrip(":")
    while (shorter := _CLOSING_BRACKET.sub("", plain).rstrip(":")) != plain:
        plain = shorter
    return plain


@lru_cache(maxsize=1)
def _simplified() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded and checked on first use. Raises VocabularyError."""
    sources = [row["source"] for row in _rows("source_order.csv")]
    cues = _rows("level_cues.csv")
    return Vocabulary(
        headings=_headings(sources),
        heading_patterns=tuple(
            (_pattern(row, "heading_patterns.csv"), _meaning(row, "heading_patterns.csv", sources))
            for row in _rows("heading_patterns.csv")
        ),
        part_of={row["source"]: row["part_of"] for row in _rows("source_order.csv")},
        levels=tuple(
            Level(
                row["level1"],
                row["level2"],
                row["is_usual"] == "yes",
                row["needs_cue"] == "yes",
                tuple(cue["words"] for cue in cues if cue["level2"] == row["level2"]),
            )
            for row in _rows("level_order.csv")
        ),
        states=frozenset(_by_spelling("states.csv")),
        answers={spelling: _role(row["role"], "answers.csv") for spelling, row in _by_spelling("answers.csv").items()},
        units={spelling: row["unit"] for spelling, row in _by_spelling("units.csv").items()},
        null_marks=frozenset(_by_spelling("null_marks.csv")),
        points=frozenset(row["spelling"] for row in _rows("points.csv")),
        error_values=frozenset(row["spelling"] for row in _rows("error_values.csv")),
        operators=frozenset(unicodedata.normalize("NFKC", row["spelling"]) for row in _rows("operators.csv")),
        template_rests=tuple(_pattern(row, "template_rests.csv") for row in _rows("template_rests.csv")),
        bodies=tuple(_pattern(row, "bodies.csv") for row in _rows("bodies.csv")),
        total_rows=tuple(_pattern(row, "total_rows.csv") for row in _rows("total_rows.csv")),
        titles=tuple(
            (re.compile(f"(?:{_pattern(row, 'titles.csv').pattern})$"), row["family"]) for row in _rows("titles.csv")
        ),
        labels={spelling: row["role"] for spelling, row in _by_spelling("labels.csv").items()},
        markers={spelling: row["role"] for spelling, row in _by_spelling("markers.csv").items()},
    )


def _headings(sources: list[str]) -> dict[str, Meaning]:
    """Headings of all kinds in one look-up; a spelling in two files would be two meanings."""
    found: dict[str, Meaning] = {}
    for spelling, row in _by_spelling("headings.csv").items():
        found[spelling] = _meaning(row, "headings.csv", [])
    for spelling, row in _by_spelling("sources.csv").items():
        if row["source"] not in sources:
            raise VocabularyError(what=f"source “{row['source']}” is not in source_order.csv", file="sources.csv")
        _add(found, spelling, Meaning(source=row["source"]), "sources.csv")
    for spelling, row in _by_spelling("levels.csv").items():
        _add(found, spelling, Meaning(level1=row["level1"], level2=row["level2"] or None), "levels.csv")
    return found


def _meaning(row: dict[str, str], file: str, sources: list[str]) -> Meaning:
    """A row's role, which may be a measure or a source."""
    if row["role"] in sources:
        return Meaning(source=row["role"])
    return Meaning(measure=row["role"]) if row["role"] in MEASURES else Meaning(role=_role(row["role"], file))


def _pattern(row: dict[str, str], file: str) -> re.Pattern[str]:
    try:
        return re.compile(row["pattern"])
    except re.error as error:
        raise VocabularyError(what=f"pattern “{row['pattern']}”: {error}", file=file) from error


def _role(name: str, file: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        raise VocabularyError(what=f"unknown role “{name}”", file=file) from error


def _add(found: dict[str, Meaning], spelling: str, meaning: Meaning, file: str) -> None:
    if spelling in found:
        raise VocabularyError(what=f"“{spelling}” stands in two files", file=file)
    found[spelling] = meaning


def _by_spelling(file: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in _rows(file):
        spelling = normalised(row["spelling"]) or row["spelling"]
        if spelling in found:
            raise VocabularyError(what=f"“{row['spelling']}” stands twice", file=file)
        found[spelling] = row
    return found


def _rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
