"""What a target and its result say → whether the target was reached, and how far."""

from decimal import Decimal
from typing import NamedTuple

from selfeval.quality.printed_value import PrintedValue, Quantity
from selfeval.quality.ratios import ratio

DOUBTFUL = 100
"""A bare number a hundred times the target, or a hundredth, is more likely in another unit than a result."""


class Attainment(NamedTuple):
    """`verdict`: met, missed, or None where the two cannot be compared; `by`: lower, upper (limits), date or wording.

    `share` is how much of the target was reached (B/A, for an upper limit A/B), `growth` is B/A of what should be high.
    """

    verdict: str | None
    by: str | None = None
    share: Decimal | None = None
    growth: Decimal | None = None


UNKNOWN = Attainment(None)


def attain(target: PrintedValue, actual: PrintedValue, direction: str, fiscal_year: int | None) -> Attainment:
    """Compare a result with its target. `direction` (higher, lower, either) counts where the target has no operator.

    Quantitative rule of 财预〔2020〕10号 and DOMAIN 4.1: reached earns the weight, short of it weight × B/A (≤: A/B).
    """
    if target.kind in ("number", "range") and actual.kind == "number":
        return _of_numbers(target, actual, direction)
    if target.kind == "date" and actual.kind == "date" and fiscal_year is not None:
        return _of_dates(target, actual, fiscal_year)
    if target.kind in ("grade", "prose") and target.text == actual.text:
        return Attainment("met", "wording")
    return UNKNOWN


def comparable(target: Quantity, actual: Quantity) -> tuple[Decimal, Decimal] | None:
    """The two numbers on one scale; None where their units do not fit or leave it open what is meant."""
    if target.unit and actual.unit:
        is_same = target.dimension == actual.dimension or not (target.dimension and actual.dimension)
        return (target.base, actual.base) if is_same and target.per == actual.per else None
    if "percent" in (target.dimension, actual.dimension) and min(abs(target.number), abs(actual.number)) <= 1:
        return (target.number, actual.number) if actual.number == 0 else None
    wanted, reached = target.number, actual.number
    if wanted and reached and not 1 / Decimal(DOUBTFUL) < abs(reached / wanted) < DOUBTFUL:
        return None
    return wanted, reached


def _of_numbers(target: PrintedValue, actual: PrintedValue, direction: str) -> Attainment:
    wanted, reached = target.quantity, actual.quantity
    if wanted is None or reached is None or wanted.operator == "about" or reached.operator == "about":
        return UNKNOWN
    pair = comparable(wanted, reached)
    if pair is None:
        return UNKNOWN
    if target.upper is not None:
        return _of_range(pair, comparable(target.upper, reached))
    if wanted.operator in ("at_most", "below"):
        return _upper_limit(*pair)
    if wanted.operator in ("at_least", "above") or direction == "higher":
        return _lower_limit(*pair)
    if direction == "lower":
        return _upper_limit(*pair)
    return Attainment("met", "lower", Decimal(1)) if pair[0] == pair[1] else UNKNOWN


def _of_range(low: tuple[Decimal, Decimal], high: tuple[Decimal, Decimal] | None) -> Attainment:
    if high is None or low[1] > high[0]:
        return UNKNOWN
    return _lower_limit(*low)._replace(growth=None)


def _lower_limit(wanted: Decimal, reached: Decimal) -> Attainment:
    growth = _ratio(reached, wanted)
    if reached >= wanted:
        return Attainment("met", "lower", Decimal(1), growth)
    return Attainment("missed", "lower", growth, growth)


def _upper_limit(wanted: Decimal, reached: Decimal) -> Attainment:
    if reached <= wanted:
        return Attainment("met", "upper", Decimal(1))
    return Attainment("missed", "upper", _ratio(wanted, reached))


def _of_dates(target: PrintedValue, actual: PrintedValue, fiscal_year: int) -> Attainment:
    """Late only where even the first day that the result may mean lies behind the last that the target may."""
    if target.deadline is None or actual.deadline is None:
        return UNKNOWN
    is_late = actual.deadline.first(fiscal_year) > target.deadline.last(fiscal_year)
    return Attainment("missed" if is_late else "met", "date")


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return ratio(max(part, Decimal(0)), whole) if whole > 0 else None
