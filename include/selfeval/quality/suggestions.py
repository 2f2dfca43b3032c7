"""A project's printed amounts → the one smallest change of printed digits that makes everything in it agree.

A sum that is broken can be mended at its total or at one of its parts. A change counts only if it is one slip of the
pen away from what is printed (`slips`) and mends a broken sum by itself; the smallest set of changes after which all
sums, executed ≤ budget and the stated rate hold is offered where exactly one such set exists.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from selfeval.quality.claims import Claim
from selfeval.quality.slips import OTHER_UNITS, slips
from selfeval.quality.sources import ROOT, Sources

MOST_BROKEN_SUMS = 4
"""Beyond this, so much is wrong with a project that a smallest change means nothing."""


class Amount(NamedTuple):
    """One printed amount of a project."""

    measure: str
    source: str
    printed_value: Decimal
    printed: str
    cell: str


class Change(NamedTuple):
    """An amount of the project and the text that would stand there instead."""

    amount: Amount
    value: Decimal
    text: str


class _Sum(NamedTuple):
    total: Amount
    parts: tuple[Amount, ...]


def suggest(amounts: Sequence[Amount], claim: Claim | None, sources: Sources) -> dict[Amount, Change]:
    """Of each broken total the change that mends its sum, if there is exactly one smallest mending of the project.

    `claim` is what the stated rate claims, if one is stated.
    """
    sums = _sums(amounts, sources)
    changes = _mending({amount: amount.printed_value for amount in amounts}, sums, claim)
    return {
        one.total: change
        for one in sums
        for change in changes
        if change.amount == one.total or change.amount in one.parts
    }


def _mending(printed: dict[Amount, Decimal], sums: list[_Sum], claim: Claim | None) -> tuple[Change, ...]:
    broken = [one for one in sums if _gap(one, printed)]
    if len(broken) > MOST_BROKEN_SUMS or not all(_is_legible(one) for one in broken):
        return ()
    candidates = list(dict.fromkeys(change for one in broken for change in _mendings(one)))
    for size in range(1, len(broken) + 1):
        mended = [changes for changes in combinations(candidates, size) if _agrees(changes, sums, printed, claim)]
        if mended:
            return mended[0] if len(mended) == 1 else ()
    return ()


def _sums(amounts: Sequence[Amount], sources: Sources) -> list[_Sum]:
    parts: dict[Amount, list[Amount]] = {}
    by_name = {(amount.measure, amount.source): amount for amount in amounts}
    for amount in amounts:
        siblings = {other.source for other in amounts if other.measure == amount.measure}
        parent = sources.parent_among(amount.source, siblings)
        if parent is not None:
            parts.setdefault(by_name[amount.measure, parent], []).append(amount)
    return [_Sum(total, tuple(those)) for total, those in parts.items() if _is_breakdown(total, those)]


def _is_breakdown(total: Amount, parts: Sequence[Amount]) -> bool:
    """One part alone that leaves a rest need not add up: the form may name one source only.

    Where the two are a whole unit apart, there is no rest: one of them is in 元, the other in 万元.
    """
    whole, part = total.printed_value, parts[0].printed_value
    return len(parts) > 1 or part >= whole or any(whole == part * factor for factor in OTHER_UNITS)


def _gap(one: _Sum, values: dict[Amount, Decimal]) -> Decimal:
    return values[one.total] - sum((values[part] for part in one.parts), Decimal(0))


def _is_legible(one: _Sum) -> bool:
    """Where the print of one amount hides digits, what is unique among the others proves nothing."""
    return all(slips(amount.printed, amount.printed_value) for amount in (one.total, *one.parts))


def _mendings(one: _Sum) -> list[Change]:
    """Every single slip in a broken sum that mends it."""
    gap = one.total.printed_value - sum((part.printed_value for part in one.parts), Decimal(0))
    wanted = [(one.total, one.total.printed_value - gap), *((part, part.printed_value + gap) for part in one.parts)]
    found = ((amount, value, slips(amount.printed, amount.printed_value).get(value)) for amount, value in wanted)
    return [Change(amount, value, text) for amount, value, text in found if text is not None]


def _agrees(changes: tuple[Change, ...], sums: list[_Sum], printed: dict[Amount, Decimal], claim: Claim | None) -> bool:
    changed = {change.amount: change.value for change in changes}
    if len(changed) < len(changes):
        return False
    values = printed | changed
    return not any(_gap(one, values) for one in sums) and _ratio_agrees(values, claim)


def _ratio_agrees(values: dict[Amount, Decimal], claim: Claim | None) -> bool:
    totals = {amount.measure: value for amount, value in values.items() if amount.source == ROOT}
    budget, executed = totals.get("budget"), totals.get("executed")
    if budget is None or executed is None:
        return True
    if executed > budget:
        return False
    return claim is None or budget == 0 or claim.low * budget <= executed <= claim.high * budget
