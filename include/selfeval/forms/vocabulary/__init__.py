"""The domain's words: the CSV files beside this module, validated once, as look-ups by normalised spelling."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from selfeval import vocabulary as shared
from selfeval.forms.vocabulary.tables import Tables
from selfeval.vocabulary import VocabularyError
from selfeval.vocabulary.normalise import BRACKETS, YEAR, heading_key

FOLDER = Path(__file__).parent

__all__ = ["FAMILIES", "MEASURES", "Level", "Meaning", "Role", "Vocabulary", "VocabularyError", "vocabulary"]


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


MEASURES = tuple(code for code, measure in shared.measures().items() if measure.is_amount)


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
    unit_notes: tuple[re.Pattern[str], ...]
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
            spelling = heading_key(text)
            found = self._known(spelling) or self._known(heading_key(spelling.rpartition(":")[2]))
            self.looked_up[text] = self._measured(found, text) if found and found.source else found
        return self.looked_up[text]

    def _known(self, spelling: str) -> Meaning | None:
        timeless = YEAR.sub("", spelling).rstrip("%")
        known = self.headings.get(spelling) or self.headings.get(timeless)
        alike = (found for pattern, found in self.heading_patterns if pattern.fullmatch(timeless))
        return known or next(alike, None)

    def _measured(self, found: Meaning, text: str) -> Meaning:
        within = BRACKETS.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
        said = self._known(within[1]) if within else None
        return replace(found, measure=said.measure) if said else found


FAMILIES = tuple(shared.families())
YES_NO = ("yes", "no")
LABEL_ROLES = ("amount_unit", "department", "filer", "fiscal_year", "name")
MARKER_ROLES = ("total", "note")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded and checked on first use. Raises VocabularyError."""
    tables = Tables(FOLDER)
    sources = list(shared.sources())
    nothing = shared.null_words().values()
    levels = tables.rows("level_order.csv", is_usual=YES_NO, needs_cue=YES_NO)
    cues = tables.rows("level_cues.csv", level2=[level["level2"] for level in levels])
    units = tables.by_spelling("units.csv")
    tables.rows("units.csv", unit=shared.units())
    loaded = Vocabulary(
        headings=_headings(tables, sources),
        heading_patterns=tuple(
            (pattern, _meaning(row, "heading_patterns.csv", sources))
            for pattern, row in tables.patterns("heading_patterns.csv")
        ),
        part_of={code: source.part_of for code, source in shared.sources().items()},
        levels=tuple(
            Level(
                row["level1"],
                row["level2"],
                row["is_usual"] == "yes",
                row["needs_cue"] == "yes",
                tuple(cue["words"] for cue in cues if cue["level2"] == row["level2"]),
            )
            for row in levels
        ),
        states=frozenset(tables.by_spelling("states.csv")),
        answers={one.word: Role.PROBLEMS for one in nothing if one.is_problem},
        units={spelling: row["unit"] for spelling, row in units.items()},
        unit_notes=tuple(pattern for pattern, _ in tables.patterns("unit_notes.csv")),
        null_marks=frozenset(one.word for one in nothing if one.is_mark),
        points=frozenset(row["spelling"] for row in tables.rows("points.csv")),
        error_values=frozenset(row["spelling"] for row in tables.rows("error_values.csv")),
        operators=frozenset(unicodedata.normalize("NFKC", row["spelling"]) for row in tables.rows("operators.csv")),
        template_rests=tuple(pattern for pattern, _ in tables.patterns("template_rests.csv")),
        bodies=tuple(pattern for pattern, _ in tables.patterns("bodies.csv")),
        total_rows=tuple(pattern for pattern, _ in tables.patterns("total_rows.csv")),
        titles=tuple(
            (re.compile(f"(?:{pattern.pattern})$"), row["family"])
            for pattern, row in tables.patterns("titles.csv", family=FAMILIES)
        ),
        labels={spelling: row["role"] for spelling, row in tables.by_spelling("labels.csv", role=LABEL_ROLES).items()},
        markers={
            spelling: row["role"] for spelling, row in tables.by_spelling("markers.csv", role=MARKER_ROLES).items()
        },
    )
    tables.unread()
    return loaded


def _headings(tables: Tables, sources: list[str]) -> dict[str, Meaning]:
    """Headings of all kinds in one look-up; a spelling in two files would be two meanings."""
    found: dict[str, Meaning] = {}
    for spelling, row in tables.by_spelling("headings.csv").items():
        found[spelling] = _meaning(row, "headings.csv", [])
    for spelling, row in tables.by_spelling("sources.csv", source=sources).items():
        _add(found, spelling, Meaning(source=row["source"]), "sources.csv")
    for spelling, row in tables.by_spelling("levels.csv").items():
        _add(found, spelling, Meaning(level1=row["level1"], level2=row["level2"] or None), "levels.csv")
    return found


def _meaning(row: dict[str, str], file: str, sources: list[str]) -> Meaning:
    """A row's role, which may be a measure or a source."""
    if row["role"] in sources:
        return Meaning(source=row["role"])
    return Meaning(measure=row["role"]) if row["role"] in MEASURES else Meaning(role=_role(row["role"], file))


def _role(name: str, file: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        raise VocabularyError(what=f"没有“{name}”这种角色 / unknown role", file=file) from error


def _add(found: dict[str, Meaning], spelling: str, meaning: Meaning, file: str) -> None:
    if spelling in found:
        raise VocabularyError(what=f"“{spelling}” 出现在两个文件里 / stands in two files", file=file)
    found[spelling] = meaning
