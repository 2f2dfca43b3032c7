"""A card's funding table while it is read: its headings, its amounts, and what it prints once for the project."""

from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.forms import figures
from selfeval.forms.card_sheet import CardSheet
from selfeval.forms.faults import SecondFigureError
from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.record import Amount, Project, StatedRate
from selfeval.forms.vocabulary import Meaning, Role
from selfeval.sheet import Cell

SINGLES = (Role.RATE, Role.WEIGHT, Role.SCORE)
"""What the table prints once for the project, though parts may repeat it."""
MOST_POINTS = 100
RATE_PRECISION = Decimal("0.006")
"""A rate printed as whole percent claims half a point."""


@dataclass(slots=True)
class Funding:
    """A funding table while it is read: its headings so far, and the single values by the source of their row."""

    card: CardSheet
    project: Project
    unit: str | None
    has_tasks: bool = False
    """The rows are tasks of a department, of which only the total is its funding."""
    columns: dict[Cell, Meaning] = field(default_factory=dict)
    labels: list[Cell] = field(default_factory=list)
    """Labels of sources whose amount would stand in the same cell."""
    beside: list[Cell] = field(default_factory=list)
    """Figures of parts that have no field."""
    singles: dict[Role, dict[str, Cell]] = field(default_factory=lambda: {role: {} for role in SINGLES})

    def heading_over(self, row: int, column: int) -> Meaning:
        """What the lowest heading over a place says; nothing where there is none."""
        heading = self._heading_cell(row, column)
        return self.columns[heading] if heading else Meaning()

    def _heading_cell(self, row: int, column: int) -> Cell | None:
        over = (heading for heading in reversed(self.columns) if heading.row < row)
        return next((heading for heading in over if self.card.spans.covers(heading, column)), None)

    def is_new(self, measure: str, source: str) -> bool:
        """Whether the project has no such amount yet."""
        return all((amount.measure, amount.source) != (measure, source) for amount in self.project.amounts)

    def take_amount(self, cell: Cell, measure: str, source: str) -> None:
        """Take a cell as an amount, or tell that it is none; a second one of the same kind stays unread."""
        value = figures.amount_in(cell, self.unit)
        if value is None and kind_of(cell) in (Kind.GARBLED, Kind.NUMBER, Kind.TEXT):
            self.card.unreadable(cell)
        elif value is not None and self.is_new(measure, source):
            self.card.mark(cell, "value")
            if figures.has_second_figure(cell):
                told = SecondFigureError(printed=cell.text, cell=self.card.address(cell))
                self.card.tell(told, cell)
            self.project.amounts.append(Amount(measure, source, value, cell.text, self.card.address(cell)))

    def settle(self) -> None:
        """Take the rate, weight and score of the total's row, else those of the first row that has any.

        Those of a part are left where the total's row has its own; what a part cannot mean stays plainly unread. So do
        figures of parts without a field where no total is printed: the total's own label may be what is missing.
        """
        if any(amount.source == "total" for amount in self.project.amounts):
            for cell in self.beside:
                self.card.leave(cell)
        for role, cells in self.singles.items():
            chosen = cells.get("total") or next(iter(cells.values()), None)
            for source, cell in cells.items():
                if cell is not chosen and self._is_plausible(role, source, cell):
                    self.card.leave(cell)
            if chosen is not None:
                self._take_single(role, chosen)

    def _take_single(self, role: Role, cell: Cell) -> None:
        value = self._rate(cell) if role is Role.RATE else figures.score(cell)
        if value is None:
            return
        self.card.mark(cell, "value")
        project, address = self.project, self.card.address(cell)
        match role:
            case Role.RATE:
                project.stated_rate = StatedRate(value, cell.text, address)
            case Role.WEIGHT:
                project.budget_weight, project.budget_weight_cell = value, address
            case _:
                project.budget_score, project.budget_score_cell = value, address

    def _rate(self, cell: Cell) -> Decimal | None:
        total = {one.measure: one.value for one in self.project.amounts if one.source == "total"}
        budget, heading = total.get("budget", total.get("budget_initial")), self._heading_cell(cell.row, cell.column)
        return figures.rate_beside(cell, heading, budget, total.get("executed"))

    def _is_plausible(self, role: Role, source: str, cell: Cell) -> bool:
        """Whether the rate of a part is that of its amounts, whether points are points: else a figure slipped there."""
        if role is not Role.RATE:
            points = figures.score(cell)
            return points is not None and points <= MOST_POINTS
        rate = figures.rate(cell)
        amount = {one.measure: one.value for one in self.project.amounts if one.source == source}
        budget, executed = amount.get("budget") or amount.get("budget_initial"), amount.get("executed")
        if rate is None:
            return False
        if not budget or executed is None:
            return rate == 0
        return abs(executed - rate * budget) <= RATE_PRECISION * abs(budget)
