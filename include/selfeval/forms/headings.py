"""Heading rows to slots: what each column of a wide form holds, and in which order where columns cannot be trusted."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from selfeval.forms.figures import Kind, kind_of, points_in_label
from selfeval.forms.vocabulary import Meaning, Role, vocabulary
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
    Role.WEIGHT,
    Role.SCORE,
    Role.GOAL,
}
"""What a wide form's column can hold; a column of anything else stays unread."""
LEAST_HEADINGS = 4
"""A heading block names a project, a measure and at least two things more; prose that names them is shorter."""
LEAST_IN_A_ROW = 3
"""The row that names the project names two things more."""


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
    remarks: set[int] = field(default_factory=set)
    """Those of them whose heading is known."""
    doubled: set[int] = field(default_factory=set)
    """Columns of amounts whose headings say the same as those of a column before: one of the two has lost its own."""
    department_column: int | None = None
    budget_weight: Decimal | None = None
    """Points that the headings give to the execution of the budget, `预算执行情况（10分）`."""
    repeated: set[int] = field(default_factory=set)
    """Rows further down that print title and headings anew, on the next page."""
    order: list[Slot] = field(default_factory=list)


def find_blocks(sheet: Sheet) -> list[HeadingBlock]:
    """Every heading block of wide forms on a sheet, top to bottom."""
    rows = sheet.rows()
    blocks: list[HeadingBlock] = []
    for row in rows:
        above = blocks[-1].bottom if blocks else 0
        if row > above and (block := _block_at(rows, row, above)):
            _set_columns(sheet, block)
            block.order = _order(sheet, block)
            blocks.append(block)
    return blocks


def missing_measures(block: HeadingBlock) -> list[str]:
    """Which of budget and spending no heading of the block names."""
    named = {found.measure for cell in block.cells if (found := meaning(cell))}
    budgets = named & {"budget", "budget_initial"}
    return ([] if budgets else ["budget"]) + ([] if "executed" in named else ["executed"])


def meaning(cell: Cell) -> Meaning | None:
    """What a heading cell says, or None where the vocabulary does not know it."""
    return vocabulary().heading(cell.text)


def _block_at(rows: dict[int, list[Cell]], row: int, above: int) -> HeadingBlock | None:
    """The block whose row names the project: under that heading stands nothing but projects, unlike on a card."""
    name = next((cell for cell in rows[row] if (found := meaning(cell)) and found.role is Role.NAME), None)
    if name is None or not _is_headings(rows[row], LEAST_IN_A_ROW) or 2 * _known(rows[row]) == len(rows[row]):
        return None
    bottom = _last_heading_row(row, rows, name.column)
    top = row - 1 if row - 1 > above and _is_headings(rows.get(row - 1, []), 2) else row
    cells = [cell for r in range(top, bottom + 1) for cell in rows[r]]
    has_measure = any(found.measure for cell in cells if (found := meaning(cell)))
    return HeadingBlock(top, bottom, cells) if has_measure and _known(cells) >= LEAST_HEADINGS else None


def _known(cells: list[Cell]) -> int:
    return sum(meaning(cell) is not None for cell in cells)


def _is_headings(cells: list[Cell], least: int) -> bool:
    """Whether a row prints no figure and at least half of its cells are known headings."""
    figures = any(kind_of(cell) in (Kind.NUMBER, Kind.RATE) for cell in cells)
    return not figures and _known(cells) >= max(least, len(cells) / 2)


def _last_heading_row(top: int, rows: dict[int, list[Cell]], name_column: int) -> int:
    """Heading rows go on while they leave the name's column blank; a row that numbers the columns ends them."""
    bottom = top
    while cells := rows.get(bottom + 1):
        if _numbers_columns(cells):
            return bottom + 1
        if any(cell.column == name_column for cell in cells) or not _is_headings(cells, 1):
            break
        bottom += 1
    return bottom


def _numbers_columns(cells: list[Cell]) -> bool:
    """`1｜2｜3｜4 …` below the headings, each number one more than the one before."""
    numbers = [int(cell.text) for cell in cells if cell.text.isascii() and cell.text.isdigit()]
    return len(numbers) == len(cells) > LEAST_HEADINGS and all(b - a == 1 for a, b in pairwise(numbers))


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
    before: Slot | None = None
    money = {path[0] for path in paths.values() if any((found := meaning(cell)) and found.measure for cell in path)}
    block.budget_weight = next((points for cell in money if (points := points_in_label(cell)) is not None), None)
    for column, path in sorted(paths.items()):
        slot = _slot(path, before, is_money=path[0] in money)
        before = slot or before
        if slot and slot not in block.columns.values():  # a heading that stands twice says nothing of its second column
            block.columns[column] = slot
        elif slot and slot.measure:
            block.doubled.add(column)
        elif slot is None and any(not _is_wide(cell) for cell in path):
            block.foreign.add(column)
            block.remarks |= {column} if meaning(path[-1]) else set()
            if (found := meaning(path[-1])) and found.role is Role.DEPARTMENT:
                block.department_column = column
    if Slot(Role.PROBLEMS) not in block.columns.values():
        reasons = {column: Slot(Role.PROBLEMS) for column in block.remarks if _means(paths[column][-1], Role.REASON)}
        block.columns |= dict(list(reasons.items())[:1])
        block.foreign -= block.columns.keys()


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


def _means(cell: Cell, role: Role) -> bool:
    found = meaning(cell)
    return found is not None and found.role is role


def _is_wide(cell: Cell) -> bool:
    """Whether a heading says something that a wide form's column can hold."""
    found = meaning(cell)
    return found is not None and (found.role is None or found.role in WIDE_ROLES)


def _slot(cells: list[Cell], before: Slot | None, *, is_money: bool) -> Slot | None:
    """A column's headings together: the lowest role wins, else its level is a target, else its measure an amount.

    An unknown heading at the bottom makes it no slot: a part nobody knows is not the total. A source without a measure
    over it (`预算金额｜其中：财政拨款`) is part of the measure of the column before it, a result of its target. A score
    among the money is that of the budget's execution, elsewhere the project's total.
    """
    path = [found for cell in cells if (found := meaning(cell))]
    if not path or meaning(cells[-1]) is None:
        return None
    role = next((found.role for found in reversed(path) if found.role in WIDE_ROLES), None)
    measure = next((found.measure for found in reversed(path) if found.measure), None)
    source = _source(path)
    level1 = next((found.level1 for found in reversed(path) if found.level1), None)
    level2 = next((found.level2 for found in reversed(path) if found.level2), None)
    if measure is None and path[-1].source and before:
        measure = before.measure
    if role in (Role.TARGET, Role.ACTUAL) or (level1 and role in (None, Role.WEIGHT, Role.SCORE)):
        return _indicator_slot(Slot(role or Role.TARGET, level1=level1, level2=level2), before)
    match role:
        case Role.GOAL:
            return Slot(Role.GOAL_PLANNED)
        case Role.SCORE if not is_money and not (before and before.role in (Role.WEIGHT, Role.RATE)):
            return Slot(Role.TOTAL_SCORE)
        case None:
            return Slot(Role.AMOUNT, measure, source) if measure else None
    return Slot(role)


def _source(path: list[Meaning]) -> str:
    """The lowest source, or a part of it that stands above it, where two heading rows changed places."""
    named = [found.source for found in reversed(path) if found.source]
    return next((source for source in named if named[0] == vocabulary().part_of[source]), next(iter(named), "total"))


def _indicator_slot(slot: Slot, before: Slot | None) -> Slot:
    """Result, weight and score have the level of the target before them; `完成情况` of no indicator is the goal's."""
    if slot.role is Role.TARGET:
        return slot
    follows = before is not None and before.role in (Role.TARGET, Role.ACTUAL, Role.WEIGHT)
    if before and follows and slot.level1 in (None, before.level1) and slot.level2 is None:
        return replace(before, role=slot.role)
    return slot if slot.level1 else Slot(Role.GOAL_ACTUAL)


def _order(sheet: Sheet, block: HeadingBlock) -> list[Slot]:
    """The order of things in a row: that of the columns, unless several heading rows without merges left them open."""
    is_drawn = block.top == block.bottom or any(block.top <= area.top <= block.bottom for area in sheet.merged)
    return list(block.columns.values()) if is_drawn else _customary_order(block)


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
