"""Heading rows to slots: what each column of a wide form holds, and in which order where columns cannot be trusted."""

import re
from dataclasses import dataclass, field

from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.vocabulary import Meaning, Role, normalised, vocabulary
from selfeval.sheet import Cell, Range, Sheet

WIDE_ROLES = {
    Role.SEQUENCE,
    Role.DIVISION,
    Role.NAME,
    Role.CODE,
    Role.RATE,
    Role.GOAL_PLANNED,
    Role.GOAL_ACTUAL,
    Role.TARGET,
    Role.ACTUAL,
    Role.PROBLEMS,
    Role.RECTIFICATION,
    Role.TOTAL_SCORE,
}
"""What a wide form's column can hold; a column of anything else stays unread."""
_YEAR = re.compile(r"20\d\d年度?")
LEAST_HEADINGS = 4
"""A heading row names a project, a measure and at least two things more; prose that names them is shorter."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one value of a project's row."""

    role: Role
    measure: str | None = None
    source: str | None = None
    level1: str | None = None
    level2: str | None = None


@dataclass(slots=True)
class HeadingBlock:
    """The heading rows of one wide form."""

    top: int
    bottom: int
    cells: list[Cell] = field(default_factory=list)
    columns: dict[int, Slot] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    """Columns whose heading no field takes (备注, 结余 …): what stands there is left unread, and shifts nothing."""
    order: list[Slot] = field(default_factory=list)


def find_blocks(sheet: Sheet) -> list[HeadingBlock]:
    """Every heading block of wide forms on a sheet, top to bottom."""
    rows = sheet.rows()
    blocks: list[HeadingBlock] = []
    for row, cells in rows.items():
        if (not blocks or row > blocks[-1].bottom) and _opens_block(cells):
            bottom = _last_heading_row(row, rows)
            block = HeadingBlock(row, bottom, [cell for r, cs in rows.items() if row <= r <= bottom for cell in cs])
            _set_columns(sheet, block)
            block.order = _customary_order(block)
            blocks.append(block)
    return blocks


def missing_measures(block: HeadingBlock) -> list[str]:
    """Which of budget and spending no heading of the block names."""
    named = {found.measure for cell in block.cells if (found := meaning(cell))}
    budgets = named & {"budget", "budget_initial"}
    return ([] if budgets else ["budget"]) + ([] if "executed" in named else ["executed"])


def meaning(cell: Cell) -> Meaning | None:
    """What a heading cell says, whatever year it names, or None where the vocabulary does not know it."""
    spelling = normalised(cell.text)
    known = vocabulary().headings
    return known.get(spelling) or known.get(_YEAR.sub("", spelling))


def _opens_block(cells: list[Cell]) -> bool:
    known = {found for cell in cells if (found := meaning(cell))}
    names_project = any(found.role is Role.NAME for found in known)
    return len(known) >= LEAST_HEADINGS and names_project and any(found.measure for found in known)


def _last_heading_row(top: int, rows: dict[int, list[Cell]]) -> int:
    """Heading rows go on while no cell prints a figure and at least half of the cells are known headings."""
    bottom = top
    while cells := rows.get(bottom + 1):
        figures = any(kind_of(cell) in (Kind.NUMBER, Kind.RATE) for cell in cells)
        if figures or 2 * sum(meaning(cell) is not None for cell in cells) < len(cells):
            break
        bottom += 1
    return bottom


def _set_columns(sheet: Sheet, block: HeadingBlock) -> None:
    """Slot of each column whose headings, read downwards, say what it holds; the others with a heading are foreign."""
    paths: dict[int, list[Cell]] = {}
    has_merges = any(block.top <= area.top <= block.bottom for area in sheet.merged)
    last = max(cell.column for cell in block.cells)
    for row in range(block.top, block.bottom + 1):
        spread = _spread(sheet, row) if has_merges else _filled_right(sheet, row, last, paths)
        for column, cell in spread.items():
            if cell not in paths.setdefault(column, []):
                paths[column].append(cell)
    measure: str | None = None
    for column, path in sorted(paths.items()):
        slot = _slot(path, measure)
        measure = slot.measure if slot else measure
        if slot and slot not in block.columns.values():  # a heading that stands twice says nothing of its second column
            block.columns[column] = slot
        elif slot is None and any(not _is_wide(cell) for cell in path):
            block.foreign.add(column)


def _spread(sheet: Sheet, row: int) -> dict[int, Cell]:
    """Heading cells of a row, each repeated over the columns that it is merged across."""
    spread = {column: cell for (r, column), cell in sheet.cells.items() if r == row}
    for area in sheet.merged:
        anchor = sheet.cells.get((area.top, area.left))
        if area.top == row and anchor:
            spread |= dict.fromkeys(range(area.left, area.right + 1), anchor)
    return spread


def _filled_right(sheet: Sheet, row: int, last: int, paths: dict[int, list[Cell]]) -> dict[int, Cell]:
    """Without merges a heading holds for the blank columns to its right, as far as the heading above it reaches."""
    spread: dict[int, Cell] = {}
    current: Cell | None = None
    for column in range(1, last + 1):
        cell = sheet.cells.get((row, column))
        if cell:
            current = cell
        elif current and paths.get(column, [])[-1:] != paths.get(current.column, [])[-1:]:
            current = None
        if current:
            spread[column] = current
    return spread


def _is_wide(cell: Cell) -> bool:
    """Whether a heading says something that a wide form's column can hold."""
    found = meaning(cell)
    return found is not None and (found.role is None or found.role in WIDE_ROLES)


def _slot(cells: list[Cell], measure_before: str | None) -> Slot | None:
    """A column's headings together: the lowest role wins, else its level is a target, else its measure an amount.

    An unknown heading at the bottom makes it no slot: a part nobody knows is not the total. A source without a measure
    over it (`预算金额｜其中：财政拨款`) is part of the measure before it.
    """
    path = [found for cell in cells if (found := meaning(cell))]
    if not path or meaning(cells[-1]) is None:
        return None
    role = next((found.role for found in reversed(path) if found.role in WIDE_ROLES), None)
    measure = next((found.measure for found in path if found.measure), None)
    source = next((found.source for found in reversed(path) if found.source), "total")
    level1 = next((found.level1 for found in reversed(path) if found.level1), None)
    level2 = next((found.level2 for found in reversed(path) if found.level2), None)
    if measure is None and path[-1].source:
        measure = measure_before
    if level1 and role in (None, Role.TARGET, Role.ACTUAL):
        return Slot(role or Role.TARGET, level1=level1, level2=level2)
    if role:
        return Slot(role)
    return Slot(Role.AMOUNT, measure, source) if measure else None


def _customary_order(block: HeadingBlock) -> list[Slot]:
    """Slots in the order of the top heading row, each group filled up with what wide forms customarily have in it.

    Headings of their own that slipped into a lower row come last.
    """
    sources = _sources(block)
    top: list[Slot] = []
    slipped: list[Slot] = []
    for cell in block.cells:
        found = meaning(cell)
        if found and cell.row == block.top:
            top += _group(found, sources)
        elif found and found.role in WIDE_ROLES - {Role.TARGET, Role.ACTUAL} and found.role:
            slipped.append(Slot(found.role))
    return list(dict.fromkeys(top + slipped))


def _group(found: Meaning, sources: list[str]) -> list[Slot]:
    if found.measure:
        return [Slot(Role.AMOUNT, found.measure, source) for source in sources]
    if found.level1:
        return _level_slots(found.level1)
    return [Slot(found.role)] if found.role in WIDE_ROLES and found.role else []


def _sources(block: HeadingBlock) -> list[str]:
    """The total and the funding sources that the block names, in its order, without those split into parts."""
    by_column = sorted(block.cells, key=lambda cell: cell.column)
    named = dict.fromkeys(found.source for cell in by_column if (found := meaning(cell)) and found.source)
    split = {vocabulary().part_of[source] for source in named} - {"total"}
    order = [source for source in named if source not in split]
    return order if "total" in order else ["total", *order]


def _level_slots(level1: str) -> list[Slot]:
    return [
        Slot(role, level1=level1, level2=level.level2)
        for level in vocabulary().levels
        if level.level1 == level1
        for role in (Role.TARGET, Role.ACTUAL)
    ]


def merged_anchor(sheet: Sheet, row: int, column: int) -> Cell | None:
    """The cell that a blank place is merged with downwards or rightwards, or None."""
    area = next((a for a in sheet.merged if _covers(a, row, column)), None)
    return sheet.cells.get((area.top, area.left)) if area else None


def _covers(area: Range, row: int, column: int) -> bool:
    return area.top <= row <= area.bottom and area.left <= column <= area.right
