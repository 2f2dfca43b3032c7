"""A sheet as every format becomes it: addressed cells with value and printed text, and the merged ranges."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Self

from selfeval.errors import Note


@dataclass(frozen=True, slots=True)
class Cell:
    """One non-blank cell. `number` is set where the file stores a number; `text` is what a reader sees."""

    row: int
    column: int
    text: str
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, both corners included, rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """The non-blank cells of one sheet (or of one table of a page or document) by (row, column), from 1.

    `above` and `below` are lines of text around a table, which are no cells. A table that `follows` stands below
    the one before it in a document and may go on with it; `parts` are the tables that were joined into this one, by the
    row before their first. `repeated` are rows that print the headings anew on a later page. `notes` are what its
    reader has to tell of it.
    """

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    follows: bool = False
    parts: dict[int, "Sheet"] = field(default_factory=dict)
    repeated: set[int] = field(default_factory=set)
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def address(self, row: int, column: int) -> str:
        """Address as findings print it, such as `Sheet1!D12`; in a part that was joined, that of the part itself."""
        start = max((before for before in self.parts if before < row), default=0)
        if start:
            return self.parts[start].address(row - start, column)
        return f"{self.name}!{column_letters(column)}{row}"

    def rows(self) -> dict[int, list[Cell]]:
        """Non-blank cells of each non-blank row, both in order."""
        rows: dict[int, list[Cell]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, []).append(self.cells[row, column])
        return rows

    def without_repeated(self) -> Self:
        """The sheet as if its headings were printed once; addresses stay."""
        cells = {place: cell for place, cell in self.cells.items() if place[0] not in self.repeated}
        merged = [area for area in self.merged if area.top not in self.repeated]
        return replace(self, cells=cells, merged=merged)


@lru_cache(maxsize=20_000)
def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
