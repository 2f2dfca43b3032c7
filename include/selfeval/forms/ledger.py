"""The account of a file's cells: each non-blank one has a role, unread until something reads it."""

from collections.abc import Iterable, Sequence

from selfeval.forms.faults import LedgerBrokenError
from selfeval.forms.record import CellRole, LedgerEntry
from selfeval.sheet import Cell, Sheet


class Ledger:
    """Entries of every non-blank cell of all sheets, in reading order."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._cells = sum(len(sheet.cells) for sheet in sheets)
        self._entries: dict[tuple[str, int, int], LedgerEntry] = {
            (sheet.name, cell.row, cell.column): LedgerEntry(sheet.address(cell.row, cell.column), cell.text)
            for sheet in sheets
            for cells in sheet.rows().values()
            for cell in cells
        }

    def mark(self, sheet: Sheet, cell: Cell, role: CellRole, form: int, project: int | None = None) -> None:
        """Say what became of a cell."""
        entry = self._entries[sheet.name, cell.row, cell.column]
        entry.role, entry.form_number, entry.project_number = role, form, project

    def leave(self, sheet: Sheet, cell: Cell, form: int) -> None:
        """Say that a cell is known and that no field takes it: it stays unread."""
        entry = self._entries[sheet.name, cell.row, cell.column]
        entry.is_expected, entry.form_number = True, form

    def mark_all(self, sheet: Sheet, cells: Iterable[Cell], role: CellRole, form: int) -> None:
        """Say the same of several cells."""
        for cell in cells:
            self.mark(sheet, cell, role, form)

    def fault(self, file_name: str) -> LedgerBrokenError | None:
        """What is wrong where not every non-blank cell has its own entry, which would be a defect of ours."""
        addresses = {entry.cell for entry in self._entries.values()}
        if len(addresses) == self._cells == len(self._entries):
            return None
        return LedgerBrokenError(file=file_name, cells=self._cells, entries=len(addresses))

    def entries(self) -> list[LedgerEntry]:
        """All entries."""
        return list(self._entries.values())

    def entries_of(self, sheets: Iterable[Sheet]) -> list[LedgerEntry]:
        """The entries of some sheets."""
        names = {sheet.name for sheet in sheets}
        return [entry for (name, _, _), entry in self._entries.items() if name in names]

    def unread(self) -> list[LedgerEntry]:
        """Entries that nothing read."""
        return [entry for entry in self._entries.values() if entry.role == "unread"]
