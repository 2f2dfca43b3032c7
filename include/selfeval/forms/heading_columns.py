"""The headings over each column of a wide form to what the column holds."""

from dataclasses import replace
from itertools import pairwise

from selfeval.forms.figures import points_in_label
from selfeval.forms.headings import WIDE_ROLES, HeadingBlock, Slot, meaning
from selfeval.forms.vocabulary import Meaning, Role, vocabulary
from selfeval.sheet import Cell, Sheet


def set_columns(sheet: Sheet, block: HeadingBlock) -> None:
    """Slot of each column whose headings, read downwards, say what it holds; the others with a heading are foreign."""
    paths = _paths(sheet, block)
    money = {path[0] for path in paths.values() if any((found := meaning(cell)) and found.measure for cell in path)}
    block.budget_weight_cell = next((cell for cell in money if points_in_label(cell) is not None), None)
    block.budget_weight = points_in_label(block.budget_weight_cell) if block.budget_weight_cell else None
    known = {found.role for cell in block.cells if (found := meaning(cell)) and found.role}
    scores = [cell for cell in block.cells if (found := meaning(cell)) and found.role is Role.SCORE]
    before: Slot | None = None
    for column, path in sorted(paths.items()):
        is_money = (len(path) > 1 and path[0] in money) or _scores_execution(known, before)
        slot = _slot(path, before, is_money=is_money)
        if slot and slot.role in (Role.SCORE, Role.TOTAL_SCORE) and len(scores) > 1 and _ends_indicator(before):
            slot = replace(before, role=Role.SCORE) if before else slot
        if slot == Slot(Role.UPPER_NAME):
            slot = None if Role.NAME in known else Slot(Role.NAME)
        if slot and (_names_strange_part(path) or (before and _is_bare(path, slot, before))):
            block.doubtful.add(column)
        before = slot or before
        _note(block, column, path, slot)
    _take_reasons(block, paths)


def _ends_indicator(before: Slot | None) -> bool:
    """Whether the column before holds an indicator's result: a score that follows each of them is the indicator's."""
    return before is not None and before.level1 is not None and before.role in (Role.ACTUAL, Role.WEIGHT)


def _scores_execution(known: set[Role], before: Slot | None) -> bool:
    """Whether a score is the execution's: the form has weights, or a rate stands before it and a total elsewhere."""
    follows_rate = before is not None and before.role is Role.RATE
    return Role.WEIGHT in known or (Role.TOTAL_SCORE in known and follows_rate)


def _is_bare(path: list[Cell], slot: Slot, before: Slot) -> bool:
    """Whether a total is one only for want of a heading of its own, behind the parts of its measure."""
    is_named = any((found := meaning(cell)) and found.source for cell in path)
    return slot.measure is not None and slot.measure == before.measure and not is_named


def _names_strange_part(path: list[Cell]) -> bool:
    """Whether a source stands under another that it is no part of, such as 政府性基金 under 非财政资金."""
    sources = [found.source for cell in path if (found := meaning(cell)) and found.source]
    part_of = vocabulary().part_of
    return any(
        upper not in (lower, "total", part_of[lower]) and lower != part_of[upper] for upper, lower in pairwise(sources)
    )


def _note(block: HeadingBlock, column: int, path: list[Cell], slot: Slot | None) -> None:
    if slot and slot.role is Role.RATE:
        block.rate_heading = path[-1]
    if slot and slot not in block.columns.values():  # a heading that stands twice says nothing of its second column
        block.columns[column] = slot
    elif slot and slot.measure:
        block.doubtful.add(column)
    elif slot or any(not _is_wide(cell) or meaning(cell) == Meaning(role=Role.UPPER_NAME) for cell in path):
        block.foreign.add(column)
        if slot is None and (found := meaning(path[-1])):
            block.remarks.add(column)
            block.department_column = column if found.role is Role.DEPARTMENT else block.department_column


def _take_reasons(block: HeadingBlock, paths: dict[int, list[Cell]]) -> None:
    """A column of reasons tells the problems where no other does."""
    if Slot(Role.PROBLEMS) in block.columns.values():
        return
    said = {column: found.role for column in sorted(block.remarks) if (found := meaning(paths[column][-1]))}
    column = next((column for column, role in said.items() if role is Role.REASON), None)
    if column:
        block.columns[column] = Slot(Role.PROBLEMS)
        block.foreign.discard(column)


def _paths(sheet: Sheet, block: HeadingBlock) -> dict[int, list[Cell]]:
    """The headings over each column, downwards."""
    paths: dict[int, list[Cell]] = {}
    has_merges = any(block.top <= area.top <= block.bottom for area in sheet.merged)
    last = max(cell.column for cell in block.cells)
    for row in range(block.top, block.bottom + 1):
        spread = _spread(sheet, row) if has_merges else _filled_right(sheet, row, last, paths)
        for column, cell in spread.items():
            if cell not in paths.setdefault(column, []):
                paths[column].append(cell)
    return paths


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
    if role is Role.RATE and any(found.role is Role.SCORE for found in path):
        return Slot(Role.SCORE)  # 得分 over 预算执行: the points of the execution
    match role:
        case Role.GOAL:
            return Slot(Role.GOAL_PLANNED)
        case Role.SCORE if not is_money:
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
