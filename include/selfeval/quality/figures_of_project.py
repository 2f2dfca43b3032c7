"""What a project prints: its amounts, its rate, its scores, each a figure that may be a slip of the pen."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

RATE = "rate"
BUDGET_SCORE = "budget_score"
TOTAL_SCORE = "total_score"
SCORE = "score"


class Amount(NamedTuple):
    """One printed figure of a project: an amount, or a rate or score, whose measure then says so.

    A rate's value is the number that is printed: 98 of `98%`.
    """

    measure: str
    source: str
    printed_value: Decimal
    printed: str
    cell: str


class Scored(NamedTuple):
    """The score of an indicator, its weight, and whether a reason for a deduction stands beside it."""

    figure: Amount
    weight: Decimal | None
    is_reasoned: bool


class Change(NamedTuple):
    """A figure of the project and the text that would stand there instead."""

    amount: Amount
    value: Decimal
    text: str


@dataclass(frozen=True)
class Printed:
    """Everything that a project prints and that something must agree with."""

    amounts: tuple[Amount, ...]
    rate: Amount | None = None
    stated_rate: Decimal | None = None
    budget_weight: Decimal | None = None
    budget_score: Amount | None = None
    scores: tuple[Scored, ...] = ()
    total_score: Amount | None = None
    has_twin: bool = False
    """Whether another project carries the same amounts: one of the two may have been copied."""

    def total(self, measure: str) -> Amount | None:
        """The printed total of a measure."""
        return next((one for one in self.amounts if (one.measure, one.source) == (measure, "total")), None)

    def values(self) -> dict[Amount, Decimal]:
        """Every figure with the number that is printed."""
        rest = (self.rate, self.budget_score, self.total_score, *(scored.figure for scored in self.scores))
        return {one: one.printed_value for one in (*self.amounts, *rest) if one is not None}


Values = Mapping[Amount, Decimal]
