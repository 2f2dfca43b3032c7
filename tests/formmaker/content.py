"""A random number generator to what a form reports: a body, its projects, money, rates, weights and scores that agree.

What holds: sources add up to their total, no source is spent beyond its budget, a rate and its score follow from the
totals, weights add to 100, an indicator's score follows from target and actual (DOMAIN: full where met, by ratio where
missed), whatever is missed, under 90 % or adjusted during the year has its reason.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from formmaker import words
from formmaker.indicators import MadeIndicator, draw_indicators

CENT = Decimal("0.01")
TEN_THOUSAND = 10_000
MEASURES = ("budget_initial", "budget", "received", "executed")
Place = tuple[str, str]
"""Measure and source."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who reports on which year, in which unit, and how the form prints figures."""

    department: str
    implementing_unit: str
    code: str
    fiscal_year: int
    amount_unit: str
    stores_numbers: bool
    """Figures are stored as numbers, or typed as text."""
    has_thousands: bool
    pads_cents: bool


@dataclass(slots=True)
class MadeProject:
    """One project; `amounts` hold the total and each source that takes part, zero or not printed for the others."""

    name: str
    code: str
    division: str
    goal_planned: str
    goal_actual: str
    amounts: dict[Place, Decimal]
    indicators: list[MadeIndicator] = field(default_factory=list)
    budget_weight: Decimal = Decimal(10)
    explanation: str | None = None
    """Why the rate is low or the budget was adjusted; a form that has no place for it has neither."""

    @property
    def rate(self) -> Decimal:
        """Executed ÷ budget to the four decimals that a percentage with two prints."""
        return self.rate_printed(2)

    def rate_printed(self, places: int) -> Decimal:
        """Executed ÷ budget as a percentage with that many decimals prints it, rounded once."""
        exact = self.amounts["executed", "total"] / self.amounts["budget", "total"]
        return exact.quantize(Decimal(1).scaleb(-2 - places), ROUND_HALF_UP)

    @property
    def budget_score(self) -> Decimal:
        """Weight × rate."""
        return (self.budget_weight * self.rate).quantize(CENT, ROUND_HALF_UP).normalize()

    @property
    def total_score(self) -> Decimal:
        """What the form's scores add up to."""
        return self.budget_score + sum(one.score for one in self.indicators)


def draw_subject(rng: Random) -> Subject:
    """A department and the look of its forms."""
    row = rng.choice(words.rows("subjects"))
    return Subject(
        row["department"], row["unit"], row["code"],
        fiscal_year=rng.randint(2019, 2025),
        amount_unit=rng.choice(("万元", "万元", "元")),
        stores_numbers=rng.random() < 0.5,
        has_thousands=rng.random() < 0.3,
        pads_cents=rng.random() < 0.5,
    )  # fmt: skip


def draw_projects(
    rng: Random, subject: Subject, count: int, sources: tuple[str, ...], *, explains: bool, misses: bool = True
) -> list[MadeProject]:
    """`count` projects of different names, funded from some of `sources`; `explains`: the form has room for
    reasons of the whole project, `misses`: for those of an indicator.
    """
    made = []
    for row in rng.sample(words.rows("projects"), count):
        amounts, explanation = _draw_amounts(rng, subject, sources, explains=explains)
        code = f"{subject.code}{subject.fiscal_year % 100}T{rng.randint(10**8, 10**9 - 1)}"
        project = MadeProject(
            row["name"], code, row["division"], row["goal"], row["done"], amounts, explanation=explanation
        )
        project.indicators = draw_indicators(rng, subject.fiscal_year, misses=misses)
        made.append(project)
    return made


def _draw_amounts(
    rng: Random, subject: Subject, sources: tuple[str, ...], *, explains: bool
) -> tuple[dict[Place, Decimal], str | None]:
    """Amounts of every measure by source and in total."""
    taking_part = rng.sample(sources, min(len(sources), rng.choice((1, 1, 2, 3))))
    is_low, is_adjusted = explains and rng.random() < 0.15, explains and rng.random() < 0.25
    amounts: dict[Place, Decimal] = {}
    for source in taking_part:
        budget = Decimal(rng.randint(500, 300_000)) / 100
        share = Decimal(rng.randint(6000, 8900) if is_low else rng.choice((10_000, rng.randint(9100, 9999)))) / 10_000
        scale = Decimal(rng.randint(8000, 12_000)) / 10_000 if is_adjusted else Decimal(1)
        drawn = {"budget": budget, "received": budget, "executed": budget * share, "budget_initial": budget * scale}
        factor = TEN_THOUSAND if subject.amount_unit == "元" else 1
        for measure, value in drawn.items():
            amounts[measure, source] = (value * factor).quantize(CENT, ROUND_HALF_UP)
    for measure in MEASURES:
        amounts[measure, "total"] = sum((amounts[measure, source] for source in taking_part), Decimal(0))
    reasons = [words.LOW_RATE] * is_low + [words.ADJUSTED] * is_adjusted
    return amounts, "；".join(reasons) or None
