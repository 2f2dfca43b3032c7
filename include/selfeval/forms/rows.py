"""The rows below a wide form's headings to cells by slot: as headed where a row confirms it, else aligned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selfeval.forms.alignment import align_row
from selfeval.forms.amount_alignment import AmountChoice
from selfeval.forms.figures import Kind, amount, is_no_figure, kind_of, plain, score
from selfeval.forms.headings import HeadingBlock, Slot
from selfeval.forms.vocabulary import Role, vocabulary
from selfeval.sheet import Cell
from selfeval.vocabulary.normalise import heading_key


@dataclass(slots=True)
class ProjectRow:
    """A project's cells by slot, in slot order."""

    row: int
    cells: dict[Slot, Cell] = field(default_factory=dict)
    columns: dict[Slot, int] = field(default_factory=dict)
    rivals: tuple[AmountChoice, AmountChoice] | None = None
    slots: list[Slot] = field(default_factory=list)
    rate_heading: Cell | None = None
    is_realigned: bool = False


_SEQUENCE = re.compile(r"\(?[\d一二三四五六七八九十]+(?:[-.]\d+)*[).、]?")
_SECTION = re.compile(r"[一二三四五六七八九十]+(?:[、.].*)?")
MOST_SECTION_WORDS = 2
"""A section has its numeral and its name; goals and indicators make a project."""
POINTS = {Role.TOTAL_SCORE, Role.WEIGHT, Role.SCORE}
NUMERIC = {Role.AMOUNT, Role.RATE, *POINTS}
FIGURES = (Kind.NUMBER, Kind.RATE, Kind.GARBLED)


def marker_of(cells: list[Cell], name_column: int) -> str | None:
    """`total` or `note` where a word left of the row's figures says so, else None.

    A numbered row is a project, unless its name is the bare word (`3｜合计`); so is a named one, whatever was typed in
    place of its figures.
    """
    is_numbered = kind_of(cells[0]) is Kind.NUMBER
    is_named = any(cell.column == name_column for cell in cells)
    for cell in cells[1:] if is_numbered else cells:
        if kind_of(cell) in FIGURES or (is_named and cell.column > name_column):
            break
        words = heading_key(plain(cell.text).partition(":")[0])
        marker = vocabulary().markers.get(words)
        if marker == "total" or (not is_numbered and (marker or _says_total(words))):
            return marker or "total"
    return None


def _says_total(words: str) -> bool:
    """`本级合计`, `共4个项目`; a longer text that ends so is a project's name."""
    return any(pattern.fullmatch(words) for pattern in vocabulary().total_rows)


def is_section(cells: list[Cell], below: list[list[Cell]]) -> bool:
    """Whether a row opens a section, `一、本级项目`: it prints no figure, or the sums of the rows below it.

    `below` are the rows down to the next one that begins with such a numeral.
    """
    words = sum(kind_of(cell) in (Kind.TEXT, Kind.STATE) for cell in cells)
    if words > MOST_SECTION_WORDS or not _SECTION.fullmatch(plain(cells[0].text)):
        return False
    printed = {cell.column: value for cell in cells if (value := amount(cell)) is not None}
    sums = {
        column: sum(
            value for row in below for cell in row if cell.column == column and (value := amount(cell)) is not None
        )
        for column in printed
    }
    return printed == sums if printed else all(kind_of(cell) not in FIGURES for cell in cells)


def section_rows(rows: dict[int, list[Cell]], name_column: int) -> set[int]:
    """The rows among those below the headings that open a section."""
    numbered = [row for row, cells in rows.items() if _SECTION.fullmatch(plain(cells[0].text))]
    ends = [*numbered[1:], max(rows, default=0) + 1]
    return {
        row
        for row, end in zip(numbered, ends, strict=False)
        if is_section(rows[row], [cs for r, cs in rows.items() if row < r < end and not marker_of(cs, name_column)])
    }


def place_rows(rows: dict[int, list[Cell]], block: HeadingBlock) -> tuple[list[ProjectRow], bool]:
    """Project rows with each cell at its slot, and whether the headings' columns hold.

    Where at least half of the rows confirm the headings to the last cell, the headings' columns hold and only rows
    that contradict them are aligned; where fewer do, the headings give no more than the order of things.
    """
    suiting = {row for row, cells in rows.items() if confirms(cells, block.columns)}
    headed = block.columns.keys() | block.foreign
    whole = [row for row in suiting if all(cell.column in headed for cell in rows[row])]
    trusted = 2 * len(whole) >= len(rows)
    slots = list(block.columns.values()) if trusted else block.order
    placed = [
        as_headed(row, cells, block.columns) if trusted and row in suiting else _aligned(row, cells, slots)
        for row, cells in rows.items()
    ]
    for one in placed:
        one.rate_heading = block.rate_heading
    return placed, trusted


def confirms(cells: Iterable[Cell], columns: dict[int, Slot]) -> bool:
    """Whether every figure, rate and name of the row stands under a heading of its kind.

    What stands under no heading speaks neither way: in a form whose headings hold it stays unread. One text among the
    figures shifts nothing where another figure stands well: it is a figure that nobody can read.
    """
    placed = [(cell, columns[cell.column]) for cell in cells if cell.column in columns]
    misfits = [(cell, slot) for cell, slot in placed if not _suits(cell, slot)]
    figures = sum(slot.role in NUMERIC and kind_of(cell) in FIGURES for cell, slot in placed)
    is_slip = len(misfits) == 1 and misfits[0][1].role in NUMERIC and kind_of(misfits[0][0]) is Kind.TEXT
    return any(slot.role is Role.NAME for _, slot in placed) and (not misfits or (is_slip and figures > 0))


def _suits(cell: Cell, slot: Slot) -> bool:
    kind = kind_of(cell)
    if (slot.level1 and slot.role not in POINTS) or slot.role is Role.CODE or kind is Kind.NULL_MARK:
        return True
    if slot.role in NUMERIC and is_no_figure(cell):
        return True
    match slot.role:
        case Role.SEQUENCE:
            return kind is Kind.NUMBER or bool(_SEQUENCE.fullmatch(plain(cell.text)))
        case points if points in POINTS:
            return score(cell) is not None
        case Role.AMOUNT:
            return kind in (Kind.NUMBER, Kind.GARBLED)
        case Role.RATE:
            return kind in (Kind.RATE, Kind.NUMBER, Kind.GARBLED)
        case _:
            return kind in (Kind.TEXT, Kind.STATE)


def as_headed(row: int, cells: list[Cell], columns: dict[int, Slot]) -> ProjectRow:
    """A row with every cell at the slot of its column."""
    by_column = {slot: column for column, slot in columns.items()}
    placed = {columns[cell.column]: cell for cell in cells if cell.column in columns}
    return ProjectRow(row, placed, by_column, None, list(columns.values()))


def _aligned(row: int, cells: list[Cell], slots: list[Slot]) -> ProjectRow:
    by_column = {cell.column: cell for cell in cells}
    alignment = align_row([by_column.get(column) for column in range(1, max(by_column) + 1)], slots)
    found = {slots[index]: cell for index, cell in sorted(alignment.cells.items())}
    return ProjectRow(
        row, found, {slot: cell.column for slot, cell in found.items()}, alignment.rivals, slots, is_realigned=True
    )
