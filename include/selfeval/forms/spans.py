"""Merged ranges of a sheet as extents of its cells: what covers a place, where a cell ends."""

from selfeval.sheet import Cell, Range, Sheet


class Spans:
    """Look-ups by place; a cell that is not merged is its own extent."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._extents = {(area.top, area.left): area for area in sheet.merged}
        self._covering = {
            (row, column): (area.top, area.left)
            for area in sheet.merged
            if (area.top, area.left) in sheet.cells
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, min(area.right, area.left + 200) + 1)
        }

    def extent(self, cell: Cell) -> Range:
        """The range that a cell covers."""
        own = Range(cell.row, cell.column, cell.row, cell.column)
        return self._extents.get((cell.row, cell.column), own)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that stands at a place or is merged over it."""
        return self.sheet.cells.get(self._covering.get((row, column), (row, column)))

    def covers(self, cell: Cell, column: int) -> bool:
        """Whether a cell reaches over a column."""
        area = self.extent(cell)
        return area.left <= column <= area.right
