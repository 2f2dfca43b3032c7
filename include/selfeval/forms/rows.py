"""The rows below a wide form's headings to cells by slot: as headed where a row confirms it, else aligned."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selfeval.forms.alignment import align_row
from selfeval.forms.amount_alignment import AmountChoice
from selfeval.forms.figures import Kind, kind_of, plain
from selfeval.forms.headings import HeadingBlock, Slot
from selfeval.forms.vocabulary import Role, normalised, vocabulary
from selfeval.sheet import Cell


@dataclass(slots=True)
class ProjectRow:
    """A project's cells by slot, in slot order."""

    row: int
    cells: dict[Slot, Cell] = field(default_factory=dict)
    columns: dict[Slot, int] = field(default_factory=dict)
    rivals: tuple[AmountChoice, AmountChoice] | None = None
    slots: list[Slot] = field(default_factory=list)
    is_realigned: bool = False


_SECTION = re.compile(r"[一二三四五六七八九十]+(?:[、.].*)?")
_COUNT = re.compile(r"共\d+个\w+")
LONGEST_TOTAL = 6
"""`本级合计`, `教育局小计`; a longer text that ends so is a project's name."""


def marker_of(cells: list[Cell]) -> str | None:
    """`total` or `note` where one of the words before the row's figures says so, else None."""
    for cell in cells:
        if kind_of(cell) is Kind.RATE:
            break
        if kind_of(cell) is Kind.TEXT and (marker := _marker(cell)):
            return marker
    return None


def _marker(cell: Cell) -> str | None:
    words = normalised(plain(cell.text).partition(":")[0])
    markers = vocabulary().markers
    if words in markers:
        return markers[words]
    totals = [spelling for spelling, role in markers.items() if role == "total"]
    is_total = (len(words) <= LONGEST_TOTAL and words.endswith(tuple(totals))) or _COUNT.fullmatch(words)
    return "total" if is_total else None


def is_section(cells: list[Cell]) -> bool:
    """Whether a row opens a section, `一、本级项目`: its figures add up the rows below it."""
    return _SECTION.fullmatch(plain(cells[0].text)) is not None


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
        _as_headed(row, cells, block.columns) if trusted and row in suiting else _aligned(row, cells, slots)
        for row, cells in rows.items()
    ]
    return placed, trusted


def confirms(cells: Iterable[Cell], columns: dict[int, Slot]) -> bool:
    """Whether every figure, rate and name of the row stands under a heading of its kind.

    What stands under no heading speaks neither way: in a form whose headings hold it stays unread.
    """
    named = False
    for cell in cells:
        if slot := columns.get(cell.column):
            if not _suits(kind_of(cell), slot):
                return False
            named = named or slot.role is Role.NAME
    return named


def _suits(kind: Kind, slot: Slot) -> bool:
    if slot.level1 or kind is Kind.NULL_MARK:
        return True
    match slot.role:
        case Role.SEQUENCE | Role.TOTAL_SCORE:
            return kind is Kind.NUMBER
        case Role.AMOUNT:
            return kind in (Kind.NUMBER, Kind.GARBLED)
        case Role.RATE:
            return kind in (Kind.RATE, Kind.NUMBER, Kind.GARBLED)
        case _:
            return kind in (Kind.TEXT, Kind.STATE)


def _as_headed(row: int, cells: list[Cell], columns: dict[int, Slot]) -> ProjectRow:
    by_column = {slot: column for column, slot in columns.items()}
    placed = {columns[cell.column]: cell for cell in cells if cell.column in columns}
    return ProjectRow(row, placed, by_column, None, list(columns.values()))


def _aligned(row: int, cells: list[Cell], slots: list[Slot]) -> ProjectRow:
    by_column = {cell.column: cell for cell in cells}
    alignment = align_row([by_column.get(column) for column in range(1, max(by_column) + 1)], slots)
    found = {slots[index]: cell for index, cell in sorted(alignment.cells.items())}
    return ProjectRow(row, found, {slot: cell.column for slot, cell in found.items()}, alignment.rivals, slots, True)
