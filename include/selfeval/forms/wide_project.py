"""A placed row of a wide form to its project."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from selfeval.forms import figures
from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.headings import Slot, merged_anchor
from selfeval.forms.names import coded
from selfeval.forms.record import Amount, CellRole, Indicator, Project, StatedRate
from selfeval.forms.rows import NUMERIC, POINTS, ProjectRow
from selfeval.forms.vocabulary import Role
from selfeval.sheet import Cell, Sheet


def read_project(sheet: Sheet, placed: ProjectRow, unit: str | None) -> Project:
    """The project of a row; amounts in the form's unit, or with that unit behind them."""
    one = {slot.role: cell for slot, cell in placed.cells.items() if not slot.level1}
    code, name = coded(one.get(Role.NAME))
    first = min(placed.cells.values(), key=lambda cell: cell.column)
    return Project(
        anchor_cell=sheet.address(first.row, first.column),
        name=name if _text(one.get(Role.NAME)) else None,
        name_cell=_address(sheet, one.get(Role.NAME)),
        sequence=_text(one.get(Role.SEQUENCE)),
        sequence_cell=_address(sheet, one.get(Role.SEQUENCE)) or _blank_address(sheet, placed, Role.SEQUENCE),
        code=_text(one.get(Role.CODE)) or code,
        division=_division(sheet, placed, one.get(Role.DIVISION)),
        amounts=_amounts(sheet, placed, unit),
        stated_rate=_stated_rate(sheet, one.get(Role.RATE), placed, unit),
        goal_planned=_text(one.get(Role.GOAL_PLANNED)),
        goal_actual=_text(one.get(Role.GOAL_ACTUAL)),
        indicators=list(read_indicators(sheet, placed)),
        budget_weight=_points(one.get(Role.WEIGHT)),
        budget_weight_cell=_points_cell(sheet, one.get(Role.WEIGHT)),
        budget_score=_points(one.get(Role.SCORE)),
        budget_score_cell=_points_cell(sheet, one.get(Role.SCORE)),
        total_score=_points(one.get(Role.TOTAL_SCORE)),
        total_score_cell=_points_cell(sheet, one.get(Role.TOTAL_SCORE)),
        problems=_text(one.get(Role.PROBLEMS)),
        rectification=_text(one.get(Role.RECTIFICATION)),
    )


def ledger_role(slot: Slot, cell: Cell, unit: str | None) -> CellRole | None:
    """A figure that is none (another unit, two numbers in a cell) stays unread, and is told."""
    if _is_null(cell) or (slot.role in NUMERIC and figures.is_no_figure(cell)):
        return "blank_mark"
    if slot.measure and figures.amount_in(cell, unit) is None:
        return None
    if slot.role in POINTS and figures.score(cell) is None:
        return None
    return None if slot.role is Role.RATE and figures.rate(cell) is None else "value"


def _division(sheet: Sheet, placed: ProjectRow, cell: Cell | None) -> str | None:
    """The division as printed; a cell merged downwards holds for each of its rows."""
    column = next((column for slot, column in placed.columns.items() if slot.role is Role.DIVISION), None)
    if cell is None and column:
        cell = merged_anchor(sheet, placed.row, column)
    return _text(cell)


def _amounts(sheet: Sheet, placed: ProjectRow, unit: str | None) -> list[Amount]:
    return [
        Amount(slot.measure, slot.source, value, cell.text, sheet.address(cell.row, cell.column))
        for slot, cell in placed.cells.items()
        if slot.measure and slot.source and (value := figures.amount_in(cell, unit)) is not None
    ]


def _points(cell: Cell | None) -> Decimal | None:
    return figures.score(cell) if cell else None


def _points_cell(sheet: Sheet, cell: Cell | None) -> str | None:
    return None if _points(cell) is None else _address(sheet, cell)


def _stated_rate(sheet: Sheet, cell: Cell | None, placed: ProjectRow, unit: str | None) -> StatedRate | None:
    if cell is None:
        return None
    total = {slot.measure: figures.amount_in(one, unit) for slot, one in placed.cells.items() if slot.source == "total"}
    budget = total.get("budget", total.get("budget_initial"))
    value = figures.rate_beside(cell, placed.rate_heading, budget, total.get("executed"))
    return StatedRate(value, cell.text, sheet.address(cell.row, cell.column)) if value is not None else None


def read_indicators(sheet: Sheet, placed: ProjectRow) -> Iterable[Indicator]:
    """One indicator a level-2 group that has a target or an actual."""
    level_slots = [slot for slot in placed.slots if slot.level1 or slot.role in (Role.TARGET, Role.ACTUAL)]
    for (level1, level2), group in groupby(level_slots, key=lambda slot: (slot.level1, slot.level2)):
        cells = {slot.role: cell for slot in group if (cell := placed.cells.get(slot)) and not _is_null(cell)}
        target, actual = cells.get(Role.TARGET), cells.get(Role.ACTUAL)
        place = target or actual
        if place:
            yield Indicator(
                level1, level2, None, _text(target), _text(actual),
                cell=sheet.address(place.row, place.column), actual_cell=_address(sheet, actual),
                weight=_points(cells.get(Role.WEIGHT)), weight_cell=_points_cell(sheet, cells.get(Role.WEIGHT)),
                score=_points(cells.get(Role.SCORE)), score_cell=_points_cell(sheet, cells.get(Role.SCORE)),
            )  # fmt: skip


def _is_null(cell: Cell) -> bool:
    return kind_of(cell) is Kind.NULL_MARK


def _text(cell: Cell | None) -> str | None:
    return None if cell is None or _is_null(cell) else cell.text


def _address(sheet: Sheet, cell: Cell | None) -> str | None:
    return sheet.address(cell.row, cell.column) if cell else None


def _blank_address(sheet: Sheet, placed: ProjectRow, role: Role) -> str | None:
    """Where a blank value would stand: its heading's column, or the row's first."""
    slot = next((slot for slot in placed.slots if slot.role is role), None)
    return sheet.address(placed.row, placed.columns.get(slot, 1)) if slot else None
