"""Failing rows of a rule → findings: the cell, what is printed, what was expected, the difference, and the words."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from string import Formatter

import pandas as pd

from selfeval.quality.rules import Rule, UnusableRuleError
from selfeval.quality.wording import fill

Finding = dict[str, object]
MENDS = ("mends_zh", "mends_en")
PLACE = ("submission_sha256", "form_number", "project_number", "indicator_number")


def findings(rule: Rule, frame: pd.DataFrame, failing: Sequence[int]) -> Iterator[Finding]:
    """One finding a failing row of the rule's frame, one only where several rows stand in one cell."""
    if not failing:
        return
    cells: set[object] = set()
    for row in frame[_columns(rule, frame)].iloc[list(failing)].to_dict("records"):
        facts = {str(name): None if pd.isna(value) else value for name, value in row.items()}
        place = (facts["submission_sha256"], facts.get(rule.place.cell))
        if place[1] is None or place not in cells:
            cells.add(place)
            yield _finding(rule, facts)


def _columns(rule: Rule, frame: pd.DataFrame) -> list[str]:
    """The columns of a frame that a rule's findings tell of."""
    place = rule.place
    told = {
        *PLACE,
        *MENDS,
        "file_name",
        "project_name",
        place.cell,
        place.printed,
        place.value,
        place.against,
        place.suggestion,
    }
    for template in (place.expected or "", rule.message.zh, rule.message.en):
        told |= {name for _, name, _, _ in Formatter().parse(template)}
    return [column for column in frame.columns if column in told]


def _finding(rule: Rule, facts: dict[str, object]) -> Finding:
    place = rule.place
    try:
        difference = _difference(facts, place.value, place.against)
        printed = facts[place.printed] if place.printed else None
        expected = fill(place.expected, facts) if place.expected else None
        told = facts | {
            "project": facts.get("project_name") or "",
            "printed": printed,
            "expected": expected,
            "difference": difference,
        }
        return {name: facts.get(name) for name in PLACE} | {
            "rule_code": rule.code,
            "severity": rule.severity,
            "is_fault": rule.holds,
            "cell": facts[place.cell],
            "file_name": facts.get("file_name"),
            "project_name": facts.get("project_name"),
            "printed": printed,
            "expected": expected,
            "difference": difference,
            "message_zh": fill(rule.message.zh, told) + _mends(rule, facts, "mends_zh"),
            "message_en": fill(rule.message.en, told) + _mends(rule, facts, "mends_en"),
            "suggestion": facts[place.suggestion] if place.suggestion else None,
        }
    except KeyError as error:
        raise UnusableRuleError(code=rule.code, problem=f"no column {error} in grain {rule.grain}") from error


def _mends(rule: Rule, facts: Mapping[str, object], column: str) -> str:
    """What holds once the finding's suggestion is followed, where it has one."""
    has_one = rule.place.suggestion is not None and facts[rule.place.suggestion] is not None
    return str(facts.get(column) or "") if has_one else ""


def _difference(facts: Mapping[str, object], value: str | None, against: str | None) -> Decimal | None:
    if value is None or against is None:
        return None
    minuend, subtrahend = facts[value], facts[against]
    if not (isinstance(minuend, Decimal) and isinstance(subtrahend, Decimal)):
        return None
    return minuend - subtrahend
