"""A reading and the truth of its file to the facts in which they differ, by the rules of the reading contract."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Record = dict[str, Any]
Fact = tuple[str, str, str]


def words(value: object) -> str:
    """Text after NFKC and without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))


def number(value: object) -> str:
    """A decimal string in its shortest spelling: `2.50` is `2.5`."""
    return format(Decimal(str(value)).normalize(), "f")


def rate(stated: Record) -> str:
    """A rate at four decimals."""
    return number(Decimal(stated["value"]).quantize(Decimal("0.0001"), ROUND_HALF_UP))


Fields = dict[str, Callable[[Any], str]]
FORM: Fields = dict.fromkeys(("family", "fiscal_year", "department", "implementing_unit", "amount_unit"), words)
PROJECT: Fields = (
    dict.fromkeys(("name", "code", "division", "goal_planned", "goal_actual", "problems", "rectification"), words)
    | dict.fromkeys(("budget_weight", "budget_score", "total_score"), number)
    | {"stated_rate": rate}
)
INDICATOR: Fields = dict.fromkeys(("level1", "level2", "name", "target", "actual", "reason"), words)
INDICATOR |= dict.fromkeys(("weight", "score"), number)


def differences(reading: Record, *truths: Record) -> list[str]:
    """What a reading missed and what it says that is not there, against the truth that it is nearest to."""
    return min((_against(reading, truth) for truth in truths), key=len)


def _against(reading: Record, truth: Record) -> list[str]:
    undecidable = frozenset(truth.get("undecidable", ()))
    got, want = Counter(_facts(reading, undecidable)), Counter(_facts(truth, undecidable))
    missed = [f"missed: {' · '.join(fact)}" for fact in (want - got).elements()]
    return missed + [f"not there: {' · '.join(fact)}" for fact in (got - want).elements()]


def _facts(reading: Record, undecidable: frozenset[str]) -> Iterator[Fact]:
    """(form and project, what, value) of every value, those of indicators that nobody can assign left out."""
    for position, form in enumerate(reading["forms"], start=1):
        yield from _values(f"form {position}", "", form, FORM)
        for project in form["projects"]:
            who = f"form {position} {words(project.get('name'))}"
            yield from _values(who, "", project, PROJECT)
            for amount in project.get("amounts", ()):
                yield who, f"{amount['measure']}/{amount['source']}", number(amount["value"])
            for indicator in project.get("indicators", ()):
                named = words(indicator.get("name") or indicator.get("target"))
                if indicator.get("cell") not in undecidable:
                    yield from _values(who, f"{named} ", indicator, INDICATOR)


def _values(who: str, before: str, record: Record, fields: Fields) -> Iterator[Fact]:
    for field, comparable in fields.items():
        if (value := record.get(field)) is not None and (said := comparable(value)):
            yield who, before + field, said
