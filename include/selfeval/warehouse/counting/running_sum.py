"""Totals of lines → their running sum, compared with the totals of another line."""

from dataclasses import dataclass
from decimal import Decimal

from selfeval.warehouse.counting.line import Totals


@dataclass(frozen=True)
class RunningSum:
    """A running sum of budget and spending in yuan; a total that one line does not print makes it unknown."""

    budget: Decimal | None = Decimal(0)
    executed: Decimal | None = Decimal(0)
    count: int = 0

    def plus(self, totals: Totals) -> "RunningSum":
        """The sum with one more line."""
        budget, executed = totals
        return RunningSum(_added(self.budget, budget), _added(self.executed, executed), self.count + 1)

    def without(self, totals: Totals) -> "RunningSum":
        """The sum with one line less."""
        budget, executed = totals
        return RunningSum(_added(self.budget, budget, -1), _added(self.executed, executed, -1), self.count - 1)

    def equals(self, totals: Totals) -> bool:
        """Whether at least one line was added and all that the other line prints agrees."""
        known = [(mine, theirs) for mine, theirs in zip((self.budget, self.executed), totals, strict=True) if theirs]
        return bool(known) and self.count > 0 and all(mine == theirs for mine, theirs in known)

    def exceeds(self, totals: Totals) -> bool:
        """Whether the budgets added up are larger than the other line's budget."""
        return self.budget is not None and totals[0] is not None and self.budget > totals[0]


def _added(one: Decimal | None, other: Decimal | None, sign: int = 1) -> Decimal | None:
    return None if one is None or other is None else one + sign * other
