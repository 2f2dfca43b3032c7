"""What a project prints → the identities that must hold in it: sums, spending within budget, rate, scores.

Basis: the rules SE-A01, SE-A02, SE-R01, SE-S01, SE-S03 and SE-S07, whose tolerances these are.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from selfeval.quality.claims import claim
from selfeval.quality.figures_of_project import Amount, Printed, Values
from selfeval.quality.rules import Words
from selfeval.quality.slips import OTHER_UNITS
from selfeval.quality.sources import Sources

CENT = Decimal("0.01")
TOTAL_TOLERANCE = Decimal("0.05")


@dataclass(frozen=True)
class Identity(ABC):
    """Something that must hold between figures."""

    figures: tuple[Amount, ...]

    words = Words(zh="-", en="-")
    is_exact = False
    """Whether the other figures of it leave one value only for each."""
    is_mendable = True
    """Whether it may be a slip that it does not hold."""

    @abstractmethod
    def holds(self, values: Values) -> bool:
        """Whether it holds for these values."""

    def is_restored(self, values: Values) -> bool:
        """Whether it holds so well that a suggestion may claim it."""
        return self.holds(values)


@dataclass(frozen=True)
class Sum(Identity):
    """A total, first of its figures, and its parts."""

    words = Words(zh="各来源之和等于合计", en="sources add up to their total")
    is_exact = True

    def holds(self, values: Values) -> bool:
        total, *parts = (values[figure] for figure in self.figures)
        return total == sum(parts, Decimal(0))


@dataclass(frozen=True)
class Within(Identity):
    """Spending, second, within the budget, first."""

    words = Words(zh="支出不超过预算", en="spending stays within the budget")

    def holds(self, values: Values) -> bool:
        budget, executed = (values[figure] for figure in self.figures)
        return executed <= budget


@dataclass(frozen=True)
class Rate(Identity):
    """Budget, spending and the stated rate; `per` is 100 where the rate is printed as a percent."""

    stated_rate: Decimal = Decimal(0)
    per: Decimal = Decimal(100)

    words = Words(zh="执行率与金额相符", en="the rate agrees with the amounts")

    def holds(self, values: Values) -> bool:
        budget, executed, rate = (values[figure] for figure in self.figures)
        if budget == 0:
            # Nothing to compare with; but a budget that is printed is not mended into none.
            return self.figures[0].printed_value == 0
        claimed = claimed_bounds(self.figures[2], rate, self.per)
        return claimed[0] * budget <= executed <= claimed[1] * budget


def claimed_bounds(figure: Amount, rate: Decimal, per: Decimal) -> tuple[Decimal, Decimal]:
    """What a rate claims that is printed like the figure's."""
    printed = figure.printed if rate == figure.printed_value else f"{rate:f}{'%' if '%' in figure.printed else ''}"
    return claim(printed, rate / per)[1:]


@dataclass(frozen=True)
class BudgetScore(Identity):
    """The score of budget execution, then the rate and the amounts that it may follow from."""

    weight: Decimal = Decimal(0)
    per: Decimal = Decimal(100)
    has_rate: bool = False

    words = Words(zh="预算执行得分 = 分值 × 执行率", en="the budget score is weight × rate")

    def holds(self, values: Values) -> bool:
        score, *others = (values[figure] for figure in self.figures)
        rates = [others.pop(0) / self.per] if self.has_rate else []
        if len(others) == 2 and others[0]:
            rates.append(others[1] / others[0])
        half = Decimal(5).scaleb(int(score.normalize().as_tuple().exponent) - 1) if score % 1 else Decimal(0)
        due = [min(self.weight, max(Decimal(0), self.weight * rate)) for rate in rates]
        return score <= self.weight and any(abs(score - one) <= max(CENT, half) for one in due)


@dataclass(frozen=True)
class TotalScore(Identity):
    """The total score, first, and the scores that it adds up."""

    words = Words(zh="总分等于各项得分之和", en="the total is the sum of the scores")

    def holds(self, values: Values) -> bool:
        total, *scores = (values[figure] for figure in self.figures)
        return 0 <= total <= 100 and abs(total - sum(scores, Decimal(0))) <= TOTAL_TOLERANCE

    def is_restored(self, values: Values) -> bool:
        total, *scores = (values[figure] for figure in self.figures)
        return total == sum(scores, Decimal(0))


@dataclass(frozen=True)
class WithinWeight(Identity):
    """A score and its weight."""

    weight: Decimal = Decimal(0)

    words = Words(zh="得分不超过分值", en="the score stays within its weight")

    def holds(self, values: Values) -> bool:
        return 0 <= values[self.figures[0]] <= self.weight


@dataclass(frozen=True)
class Unreduced(Identity):
    """A score of full weight: nothing was taken off, as no reason stands beside it. Nothing to mend where it fails."""

    weight: Decimal = Decimal(0)

    is_mendable = False

    def holds(self, values: Values) -> bool:
        return values[self.figures[0]] >= self.weight


def of(printed: Printed, sources: Sources) -> list[Identity]:
    """The identities of a project that has the figures for them."""
    return [*sums(printed.amounts, sources), *_rates(printed), *_scores(printed)]


def sums(amounts: Sequence[Amount], sources: Sources) -> Iterator[Sum]:
    """Each printed total with the parts printed below it."""
    parts: dict[Amount, list[Amount]] = {}
    by_name = {(amount.measure, amount.source): amount for amount in amounts}
    printed: dict[str, set[str]] = {}
    for amount in amounts:
        printed.setdefault(amount.measure, set()).add(amount.source)
    for amount in amounts:
        parent = sources.parent_among(amount.source, printed[amount.measure])
        if parent is not None:
            parts.setdefault(by_name[amount.measure, parent], []).append(amount)
    return (Sum((total, *those)) for total, those in parts.items() if _is_breakdown(total, those))


def _is_breakdown(total: Amount, parts: Sequence[Amount]) -> bool:
    """One part alone that leaves a rest need not add up: the form may name one source only.

    Where the two are a whole unit apart, there is no rest: one of them is in 元, the other in 万元.
    """
    whole, part = total.printed_value, parts[0].printed_value
    return len(parts) > 1 or part >= whole or any(whole == part * factor for factor in OTHER_UNITS)


def _rates(printed: Printed) -> Iterator[Identity]:
    budget, executed = printed.total("budget"), printed.total("executed")
    if budget is None or executed is None:
        return
    yield Within((budget, executed))
    if printed.rate is not None and printed.stated_rate is not None:
        yield Rate((budget, executed, printed.rate), printed.stated_rate, _per(printed))


def _scores(printed: Printed) -> Iterator[Identity]:
    if printed.budget_score is not None and printed.budget_weight is not None:
        followed = (printed.rate, printed.total("budget"), printed.total("executed"))
        if followed[0] is not None or None not in followed[1:]:
            figures = (printed.budget_score, *(one for one in followed if one is not None))
            yield BudgetScore(figures, printed.budget_weight, _per(printed), printed.rate is not None)
    for scored in printed.scores:
        if scored.weight is not None:
            yield WithinWeight((scored.figure,), scored.weight)
            if not scored.is_reasoned:
                yield Unreduced((scored.figure,), scored.weight)
    if printed.total_score is not None:
        item = () if printed.budget_score is None else (printed.budget_score,)
        yield TotalScore((printed.total_score, *item, *(scored.figure for scored in printed.scores)))


def _per(printed: Printed) -> Decimal:
    """100 where the rate is printed as a percent, 1 where as a fraction."""
    if printed.rate is None or printed.stated_rate is None:
        return Decimal(100)
    number, stated = printed.rate.printed_value, printed.stated_rate
    is_percent = "%" in printed.rate.printed or abs(number / 100 - stated) < abs(number - stated)
    return Decimal(100) if is_percent else Decimal(1)
