"""The words that several rooms share: what is measured, out of which funds, in what unit, how grave, on what form.

Each list is a CSV file beside this module, checked when it is first asked for. Reading, judging, the answers and the
warehouse take codes and labels from here, so that a receipt, a rule and a mart call one thing by one name. How forms
spell these things is reading's own vocabulary.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from selfeval.vocabulary.word_files import Entry, Text, VocabularyError, WordRow, YesNo, by_code, load

FOLDER = Path(__file__).parent
ROOT = "total"
"""The source to which all others add up."""
Severity = Literal["critical", "warning", "info"]
Family = Literal["wide", "card", "overall"]

__all__ = [
    "FOLDER",
    "ROOT",
    "Family",
    "Severity",
    "VocabularyError",
    "families",
    "findings",
    "measures",
    "null_words",
    "severities",
    "severity_names",
    "sources",
    "units",
]


class Named(Entry):
    """A thing with a label in each language."""

    name_zh: Text
    name_en: Text

    @property
    def both(self) -> str:
        """The label in Chinese and English."""
        return f"{self.name_zh} {self.name_en}"


class Measure(Named):
    """What a figure of a project measures: an amount that forms print, or points of an indicator."""

    measure: Text
    is_amount: YesNo


class Source(Named):
    """A funding source and the one that it is a part of; the root is part of none."""

    source: Text
    part_of: str


class AmountUnit(Entry):
    """A unit of amounts, by its Chinese name, and how many yuan it is."""

    unit: Text
    name_en: Text
    yuan_factor: Annotated[Decimal, Field(gt=0)]


class NullWord(Entry):
    """A word or mark for nothing, and where it says so.

    `is_mark`: in any cell. `is_problem`: under problems, which it tells from other columns. `is_answer`: as a reason, a
    problem or a remedy. `as_result`: what the result of an indicator is that says no more; blank where it is a result.
    """

    word: Text
    is_mark: YesNo
    is_problem: YesNo
    is_answer: YesNo
    as_result: Literal["", "none", "not_applicable", "no_reason"]


class FindingTitle(WordRow):
    """What a code of reading or loading is called; the rules bring their own titles."""

    rule_code: Text
    origin: Literal["reading", "loading"]
    severity: Severity
    title_zh: Text
    title_en: Text


class SeverityName(Named):
    """How grave a finding is; the gravest stands first."""

    severity: Severity


class FamilyName(Named):
    """What a form is laid out as."""

    family: Family


def measures() -> dict[str, Measure]:
    """Measures by code. Raises VocabularyError, as all of these do."""
    return _by_code("measures", Measure, "measure")


@cache
def sources() -> dict[str, Source]:
    """Funding sources by code, a tree with one root: each leads up to it."""
    found: dict[str, Source] = _by_code("sources", Source, "source")
    astray = [code for code in found if not _leads_up(code, found)]
    if astray:
        what = f"“{'”“'.join(astray)}” 归不到 {ROOT} / does not lead up to {ROOT}"
        raise VocabularyError(what=what, file="sources.csv")
    return found


def units() -> dict[str, AmountUnit]:
    """Units of amounts by name."""
    return _by_code("units", AmountUnit, "unit")


def null_words() -> dict[str, NullWord]:
    """Words and marks for nothing, as printed."""
    return _by_code("null_words", NullWord, "word")


def severities() -> dict[str, SeverityName]:
    """Severities by code, the gravest first."""
    return _by_code("severities", SeverityName, "severity")


def families() -> dict[str, FamilyName]:
    """Families of forms by code."""
    return _by_code("families", FamilyName, "family")


def findings() -> dict[str, FindingTitle]:
    """What reading and loading can find, by code, as each is usually judged."""
    return _by_code("findings", FindingTitle, "rule_code")


def severity_names() -> dict[str, str]:
    """Severities in both languages, by code, the gravest first."""
    return {code: one.both for code, one in severities().items()}


@cache
def _by_code(name: str, model: type[WordRow], code: str) -> dict[str, Any]:
    file = FOLDER / f"{name}.csv"
    return by_code(file, load(file, model), code)


def _leads_up(code: str, found: dict[str, Source]) -> bool:
    seen: set[str] = set()
    while code in found and code not in seen and found[code].part_of:
        seen.add(code)
        code = found[code].part_of
    return code == ROOT and ROOT in found and not found[ROOT].part_of
