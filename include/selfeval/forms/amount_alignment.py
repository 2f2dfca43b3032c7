"""A row's figures to its amount slots: every monotone assignment is weighed by blanks, sums and the printed rate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from math import comb

from selfeval.forms.figures import amount, rate
from selfeval.forms.headings import Slot
from selfeval.forms.vocabulary import Role, vocabulary
from selfeval.sheet import Cell

MOST_ASSIGNMENTS = 20_000
"""Beyond this many (a dozen figures on two dozen slots) the kinds and blanks alone decide."""
MARGIN = 0.75
"""Two assignments closer than this are equally good: less than the cost of one blank too many within a block."""
CLOSE = Decimal("0.2")
"""A misread digit still leaves a sum within a fifth; a wrong column does not."""
RATE_TOLERANCE = Decimal("0.005")
"""A rate printed as whole percent claims half a point."""


NOTHING_SPENT = 4.0
"""All figures for one of budget and spending: each row of the founding table has both."""


@dataclass(frozen=True, slots=True)
class AmountChoice:
    """Amount cells by the index of their slot, and what the assignment costs."""

    cells: dict[int, Cell]
    cost: float

    def told(self, slots: Sequence[Slot]) -> str:
        """The choice in words, for a finding."""
        return "，".join(f"{cell.text}={slots[slot].measure}/{slots[slot].source}" for slot, cell in self.cells.items())


def settle_amounts(
    cells: Sequence[Cell | None], slots: Sequence[Slot], placed: dict[int, int]
) -> tuple[AmountChoice, AmountChoice | None] | None:
    """The best assignment of a row's figures to amount slots and a rival within MARGIN; None if nothing to settle."""
    indexes = [i for i, slot in placed.items() if slots[slot].role is Role.AMOUNT and _figure(cells[i]) is not None]
    places = [j for j, slot in enumerate(slots) if slot.role is Role.AMOUNT]
    if not indexes or comb(len(places), len(indexes)) > MOST_ASSIGNMENTS:
        return None
    figures = sorted(indexes)
    stated = next(
        (rate(cell) for i, slot in placed.items() if slots[slot].role is Role.RATE and (cell := cells[i])), None
    )
    edges = _edges(slots, placed)
    choices = sorted(
        (
            _weighed(cells, slots, figures, chosen, stated, edges)
            for chosen in _assignments(slots, places, len(figures))
        ),
        key=lambda choice: choice.cost,
    )
    if not choices:
        return None
    rival = choices[1] if len(choices) > 1 and choices[1].cost - choices[0].cost < MARGIN else None
    return choices[0], rival


def _assignments(slots: Sequence[Slot], places: Sequence[int], count: int) -> Iterator[tuple[int, ...]]:
    """Every monotone choice of slots in which no part stands without its total, where the layout has one."""
    totals = {slots[j].measure: j for j in places if slots[j].source == "total"}
    for chosen in combinations(places, count):
        if all(totals.get(slots[j].measure, j) in chosen for j in chosen):
            yield chosen


def _edges(slots: Sequence[Slot], placed: dict[int, int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """(cell, slot) of the name before and of the rate behind the amounts."""
    ends = {slots[j].role: (i, j) for i, j in placed.items() if slots[j].role in (Role.NAME, Role.RATE)}
    return ends.get(Role.NAME), ends.get(Role.RATE)


def _weighed(
    cells: Sequence[Cell | None],
    slots: Sequence[Slot],
    figures: Sequence[int],
    chosen: tuple[int, ...],
    stated: Decimal | None,
    edges: tuple[tuple[int, int] | None, tuple[int, int] | None],
) -> AmountChoice:
    found = {j: cell for i, j in zip(figures, chosen, strict=True) if (cell := cells[i])}
    values = {(slots[j].measure, slots[j].source): amount(cell) or Decimal(0) for j, cell in found.items()}
    cost = _blank_cost(slots, list(zip(figures, chosen, strict=True)), edges)
    cost += sum(_sum_cost(values, measure) for measure in dict.fromkeys(slots[j].measure for j in chosen))
    cost += _rate_cost(values, stated) + _pattern_cost(values)
    return AmountChoice(found, cost)


def _blank_cost(
    slots: Sequence[Slot],
    pairs: list[tuple[int, int]],
    edges: tuple[tuple[int, int] | None, tuple[int, int] | None],
) -> float:
    """Blanks between figures should be as many as the slots skipped between them; less so at block borders."""
    before, behind = edges
    cost = abs((pairs[0][0] - before[0]) - (pairs[0][1] - before[1])) if before else 0.0
    if behind:
        cost += 0.5 * min(abs((behind[0] - pairs[-1][0]) - (behind[1] - pairs[-1][1])), 2)
    for (i, j), (next_i, next_j) in pairwise(pairs):
        within = slots[j].measure == slots[next_j].measure
        cost += (1.0 if within else 0.5) * abs((next_i - i) - (next_j - j))
    return cost


def _sum_cost(values: dict[tuple[str | None, str | None], Decimal], measure: str | None) -> float:
    """What the parts say of their total: 0 equal, 3 near (a misread digit), 10 far (a wrong column)."""
    printed = {source: value for (m, source), value in values.items() if m == measure and source}
    total = printed.pop("total", None)
    parts = [value for source, value in printed.items() if vocabulary().part_of[source] not in printed]
    if total is None:
        return 0.0
    if not parts:
        return 0.5
    difference = abs(total - sum(parts))
    if not difference:
        return 0.0
    return 3.0 if difference <= CLOSE * abs(total) else 10.0


def _rate_cost(values: dict[tuple[str | None, str | None], Decimal], stated: Decimal | None) -> float:
    """What the printed rate says of executed ÷ budget."""
    budget, executed = values.get(("budget", "total")), values.get(("executed", "total"))
    if stated is None or not budget or executed is None:
        return 0.0 if stated is None else 1.0
    off = abs(executed - stated * budget)
    if off <= RATE_TOLERANCE * abs(budget):
        return 0.0
    return 1.5 if off <= CLOSE * abs(budget) else 8.0


def _pattern_cost(values: dict[tuple[str | None, str | None], Decimal]) -> float:
    """Money is spent from the sources that were budgeted."""
    budget = {source for measure, source in values if measure == "budget"}
    executed = {source for measure, source in values if measure == "executed"}
    return NOTHING_SPENT if not budget or not executed else 0.5 * len(budget ^ executed)


def _figure(cell: Cell | None) -> Decimal | None:
    return amount(cell) if cell else None
