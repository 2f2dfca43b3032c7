"""Ruled tables of PDF pages: boxes with text, and how the boxes of one table become a sheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from selfeval.grid.notes import ContinuedTableNote, JoinedRowNote, TextOutsideCellsNote
from selfeval.sheet import Cell, Range, Sheet

TOLERANCE = 2.0
"""Points within which two rules are one: a program may round them differently from page to page."""

TEXT_TOLD = 40


@dataclass(slots=True, eq=False)
class Box:
    """What rules enclose, in points; `is_full` where its last line goes from edge to edge, so that text may go on."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    is_full: bool = False

    @property
    def words(self) -> str:
        """The text without white space."""
        return re.sub(r"\s", "", self.text)

    def is_above(self, other: "Box") -> bool:
        """Whether the other box has the same sides."""
        return abs(self.left - other.left) <= TOLERANCE and abs(self.right - other.right) <= TOLERANCE


@dataclass(slots=True)
class Ruled:
    """A table and the lines around it, of one page or, continued, of several.

    `repeats` are the boxes of headings that later pages print anew; `continued` (page, its first box) and `joined`
    (box, text put back into it) are what is to be told.
    """

    boxes: list[Box]
    page: int
    page_height: float
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    strays: str = ""
    repeats: list[list[Box]] = field(default_factory=list)
    continued: list[tuple[int, Box]] = field(default_factory=list)
    joined: list[tuple[Box, str]] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(box.top for box in self.boxes)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(box.bottom for box in self.boxes)

    @property
    def sides(self) -> Box:
        """Its outline."""
        left, right = min(box.left for box in self.boxes), max(box.right for box in self.boxes)
        return Box(left, self.top, right, self.bottom, "")

    def rows(self) -> list[list[Box]]:
        """Its boxes by the rule at which they begin, each row from left to right."""
        tops = rules(box.top for box in self.boxes)
        rows: list[list[Box]] = [[] for _ in tops]
        for box in sorted(self.boxes, key=lambda box: box.left):
            rows[place(tops, box.top) - 1].append(box)
        return rows


def rules(positions: Iterable[float]) -> list[float]:
    """Distinct positions in order."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > TOLERANCE:
            found.append(position)
    return found


def place(found: list[float], position: float) -> int:
    """Which of the rules a position is, from 1."""
    return sum(rule <= position + TOLERANCE for rule in found)


def _below(ruled: Ruled) -> Iterator[Box]:
    """The headings printed anew, below the table's last row: nothing that is merged across pages is torn."""
    bottom = ruled.bottom
    for boxes in ruled.repeats:
        offset = bottom - min(box.top for box in boxes)
        yield from (replace(box, top=box.top + offset, bottom=box.bottom + offset) for box in boxes)
        bottom = max(box.bottom for box in boxes) + offset


def to_sheet(ruled: Ruled, name: str) -> Sheet:
    """Cells at the rules that bound them, repeated headings below all else; a box that crosses rules is merged."""
    sheet = Sheet(name, above=ruled.above, below=ruled.below)
    repeats = list(_below(ruled))
    boxes = ruled.boxes + repeats
    lefts, tops = rules(box.left for box in boxes), rules(box.top for box in boxes)
    for box in boxes:
        row, column = place(tops, box.top), place(lefts, box.left)
        bottom = sum(top < box.bottom - TOLERANCE for top in tops)
        right = sum(left < box.right - TOLERANCE for left in lefts)
        if text := box.text.strip():
            sheet.cells[row, column] = Cell(row, column, text)
        if (row, column) != (bottom, right):
            sheet.merged.append(Range(row, column, bottom, right))

    def address(box: Box) -> str:
        return sheet.address(place(tops, box.top), place(lefts, box.left))

    sheet.repeated = {place(tops, box.top) for box in repeats}
    if ruled.strays:
        sheet.notes.append(TextOutsideCellsNote(text=ruled.strays[:TEXT_TOLD], cell=sheet.address(1, 1)))
    if ruled.continued:
        pages = "、".join(str(page) for page, _ in ruled.continued)
        sheet.notes.append(ContinuedTableNote(pages=pages, cell=address(ruled.continued[0][1])))
    sheet.notes += [JoinedRowNote(text=text[:TEXT_TOLD], cell=address(box)) for box, text in ruled.joined]
    return sheet
