"""What the rows of a wide form give cause to tell, as findings at their cells."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selfeval.errors import SelfevalError
from selfeval.forms.faults import (
    AmbiguousRowError,
    FigureForProseError,
    RealignedRowError,
    SecondFigureError,
    UnevenRowError,
)
from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.heading_findings import words_for
from selfeval.forms.headings import Slot
from selfeval.forms.record import Project, ReadingFinding
from selfeval.forms.rows import FIGURES, ProjectRow
from selfeval.forms.unreadable import unreadable
from selfeval.forms.vocabulary import Role, vocabulary
from selfeval.sheet import Cell, Sheet
from selfeval.vocabulary import Severity

PROSE = {Role.GOAL_PLANNED, Role.GOAL_ACTUAL, Role.PROBLEMS, Role.RECTIFICATION}
"""What a wide form answers in words."""


@dataclass(frozen=True, slots=True)
class RowFindings:
    """Makes the findings of one project's row."""

    sheet: Sheet
    form_number: int
    project_number: int
    project: Project

    def unreadable(self, cell: Cell) -> ReadingFinding:
        """A figure that cannot be read makes its project disputed, not the file a fault."""
        address = self.sheet.address(cell.row, cell.column)
        return self._told(unreadable(cell, address), address, "critical", is_fault=False)

    def second_figure(self, cell: Cell) -> ReadingFinding:
        """A figure whose note holds another one."""
        address = self.sheet.address(cell.row, cell.column)
        return self._told(SecondFigureError(printed=cell.text, cell=address), address, "warning")

    def alignment(self, placed: ProjectRow, *, headings_hold: bool) -> list[ReadingFinding]:
        """An alignment with a rival is a fault; one among rows that confirm their headings is a warning."""
        if placed.rivals:
            first, second = placed.rivals
            cell = min(first.cells.values(), key=lambda cell: cell.column)
            address = self.sheet.address(cell.row, cell.column)
            told = {"first": first.told(placed.slots), "second": second.told(placed.slots)}
            return [self._told(AmbiguousRowError(cell=address, **told), address, "critical")]
        address = self.project.anchor_cell
        found = list(self._uneven(placed, address))
        if placed.is_realigned:
            found += self._figures_for_prose(placed)
            found += [self._told(RealignedRowError(cell=address), address, "warning")] if headings_hold else []
        return found

    def _uneven(self, placed: ProjectRow, address: str) -> Iterator[ReadingFinding]:
        """Money is spent from the sources that were budgeted; realigned, a row has both from the same."""
        budget, executed = (
            {amount.source: amount.value for amount in self.project.amounts if amount.measure == measure}
            for measure in ("budget", "executed")
        )
        spent = {source for source, value in executed.items() if value and not _is_budgeted(source, set(budget))}
        if placed.is_realigned:
            is_uneven = budget.keys() != executed.keys() and bool(budget and executed)
        else:
            is_uneven = bool(budget.keys() - {"total"} and spent)
        if is_uneven:
            words = {"budget": words_for(budget), "executed": words_for(executed)}
            yield self._told(UnevenRowError(cell=address, **words), address, "warning")

    def _figures_for_prose(self, placed: ProjectRow) -> Iterator[ReadingFinding]:
        for slot, cell in placed.cells.items():
            if kind_of(cell) in FIGURES and self._is_out_of_place(placed, slot, kind_of(cell)):
                address = self.sheet.address(cell.row, cell.column)
                yield self._told(FigureForProseError(printed=cell.text, cell=address), address, "warning")

    def _is_out_of_place(self, placed: ProjectRow, slot: Slot, kind: Kind) -> bool:
        """A bare number for words; where the row has no rate, one for a target or for a result without one."""
        has_rate = self.project.stated_rate is not None
        match slot.role:
            case Role.TARGET:
                return kind is not Kind.RATE or not has_rate
            case Role.ACTUAL:
                return not has_rate and replace(slot, role=Role.TARGET) not in placed.cells
        return slot.role in PROSE

    def _told(
        self, error: SelfevalError, cell: str, severity: Severity, *, is_fault: bool | None = None
    ) -> ReadingFinding:
        return ReadingFinding.of(
            error,
            severity=severity,
            is_fault=is_fault,
            cell=cell,
            form_number=self.form_number,
            project_number=self.project_number,
            project_name=self.project.name,
        )


def _is_budgeted(source: str, budget: set[str]) -> bool:
    """Whether the budget names a source, the whole that it is part of, or a part of it."""
    part_of = vocabulary().part_of
    return source in budget or part_of[source] in budget - {"total"} or any(part_of[one] == source for one in budget)
