"""The rows of one card with what its cells mean: headings, labels and the values beside them, template rests."""

from collections.abc import Iterator
from dataclasses import dataclass

from selfeval.errors import SelfevalError
from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.headings import meaning
from selfeval.forms.ledger import Ledger
from selfeval.forms.record import CellRole, ReadingFinding
from selfeval.forms.spans import Spans
from selfeval.forms.unreadable import unreadable
from selfeval.forms.vocabulary import Meaning, Role, vocabulary
from selfeval.sheet import Cell, Sheet
from selfeval.vocabulary import Severity

INLINE = {
    Role.TOTAL_SCORE, Role.NAME, Role.CODE, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT, Role.DIVISION,
    Role.GOAL, Role.GOAL_PLANNED, Role.GOAL_ACTUAL, Role.ACTUAL, Role.PROBLEMS, Role.RECTIFICATION, Role.REASON,
    Role.RATE, Role.REMARK,
}  # fmt: skip
"""What may stand behind its label's colon in one cell."""


FIGURES = (Kind.NUMBER, Kind.RATE, Kind.GARBLED)
MOST_NUMBERED = 100
"""More rows or columns than any card numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in one row."""

    number: int
    cells: list[Cell]


class CardSheet:
    """One card: its rows, its merged ranges, and the ledger of its cells."""

    def __init__(self, sheet: Sheet, rows: range, number: int, ledger: Ledger) -> None:
        self.sheet = sheet
        self.spans = Spans(sheet)
        unread = {entry.cell for entry in ledger.unread()}
        self.rows = [
            Row(row, left)
            for row, cells in sheet.rows().items()
            if row in rows and (left := [cell for cell in cells if sheet.address(cell.row, cell.column) in unread])
        ]
        self.last_column = max(cell.column for row in self.rows for cell in row.cells)
        self.anchor = sheet.address(self.rows[0].number, self.rows[0].cells[0].column)
        self.findings: list[ReadingFinding] = []
        self._number = number
        self._ledger = ledger

    def meaning(self, cell: Cell) -> Meaning | None:
        """What a heading or label says; a cell that prints a figure says nothing."""
        return None if kind_of(cell) in (Kind.NUMBER, Kind.RATE) else meaning(cell)

    def mark(self, cell: Cell, role: CellRole) -> None:
        """Say in the ledger what became of a cell; a figure is never a heading, it stays unread."""
        if role == "heading" and kind_of(cell) in FIGURES:
            return
        self._ledger.mark(self.sheet, cell, role, self._number, 1)

    def address(self, cell: Cell) -> str:
        """Address of a cell."""
        return self.sheet.address(cell.row, cell.column)

    def unreadable(self, cell: Cell) -> None:
        """Tell a figure that is none: the project is disputed, the cell stays unread."""
        self.tell(unreadable(cell, self.address(cell)), cell, "critical")

    def tell(self, error: SelfevalError, cell: Cell, severity: Severity = "warning") -> None:
        """Tell something of a cell of the card; it holds no file."""
        self.findings.append(
            ReadingFinding.of(
                error,
                severity=severity,
                is_fault=False,
                cell=self.address(cell),
                form_number=self._number,
                project_number=1,
            )
        )

    def leave(self, cell: Cell) -> None:
        """Leave a cell unread that is known to have no field."""
        self._ledger.leave(self.sheet, cell, self._number)

    def mark_numbering(self, row: Row) -> None:
        """Mark a row that numbers the columns; a larger number or an amount among them stays unread."""
        for cell in row.cells:
            self.mark_number(cell)

    def mark_number(self, cell: Cell) -> None:
        """Mark the number of a row or column; a larger number or an amount stays unread."""
        is_number = cell.text.isascii() and cell.text.isdigit() and int(cell.text) <= MOST_NUMBERED
        if is_number or kind_of(cell) not in FIGURES:
            self._ledger.mark(self.sheet, cell, "heading", self._number, 1)

    def mark_all(self, row: Row, role: CellRole) -> None:
        """Say the same of a whole row."""
        for cell in row.cells:
            self.mark(cell, role)

    def take(self, cell: Cell | None) -> str | None:
        """The text of a cell, which is thereby read as a value."""
        if cell is None:
            return None
        self.mark(cell, "value")
        return cell.text

    def is_numbering(self, row: Row) -> bool:
        """Whether a row numbers the columns."""
        return any((found := self.meaning(cell)) and found.role is Role.NUMBERING for cell in row.cells)

    def has_figures(self, row: Row) -> bool:
        """Whether a row prints a number or a rate."""
        return any(kind_of(cell) in (Kind.NUMBER, Kind.RATE) for cell in row.cells)

    def label_values(self, row: Row) -> Iterator[tuple[Meaning, Cell]]:
        """(what the label says, value) of each label of a row with the cell to its right, or behind its colon.

        Labels are marked as headings; whoever takes a value marks it.
        """
        label: Meaning | None = None
        for cell in row.cells:
            if found := self.meaning(cell):
                label = found
                self.mark(cell, "heading")
            elif inline := self.inline(cell):
                yield inline
            elif label:
                yield label, cell
                label = None

    def inline(self, cell: Cell) -> tuple[Meaning, Cell] | None:
        """(what the label says, the value behind its colon) of a cell that prints both."""
        place = min((at for at in map(cell.text.find, ":：") if at > 0), default=0)
        label, value = cell.text[:place], cell.text[place + 1 :].strip()
        found = vocabulary().heading(label) if place and value else None
        if found and found.role in INLINE:
            return found, Cell(cell.row, cell.column, value)
        return None
