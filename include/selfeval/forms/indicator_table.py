"""A card's indicator table to indicators: levels carried down, split targets joined, template rests left out."""

import re
import unicodedata
from decimal import Decimal

from selfeval.forms import figures
from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.figures import is_rest, plain
from selfeval.forms.record import CellRole, Indicator, Project
from selfeval.forms.table_columns import TableColumns
from selfeval.forms.vocabulary import Role, vocabulary
from selfeval.sheet import Cell
from selfeval.vocabulary.normalise import heading_key

_POINTS = re.compile(r"\(\d+(\.\d+)?分?\)$")
LEVELS = (Role.LEVEL1, Role.LEVEL2)


def read_indicators(card: CardSheet, section: list[Row], project: Project) -> list[Row]:
    """Add the table's indicators and total to the project; returns the rows behind the table, which hold labels."""
    columns = TableColumns(card, section)
    levels: dict[Role, Cell] = {}
    for position, row in enumerate(columns.body):
        if columns.repeats_headings(row):
            card.mark_all(row, "heading")
            continue
        if _ends_table(card, row):
            return _tail(card, columns, columns.body[position:], project)
        _carry(card, columns, levels, row)
        _read_row(card, columns, levels, row, project)
    return []


def _ends_table(card: CardSheet, row: Row) -> bool:
    """A total, a note or a label in the first cell ends the table."""
    found = card.meaning(row.cells[0])
    if _marker(row.cells[0]):
        return True
    return found is not None and found.role not in (None, Role.RATE, Role.SECTION, Role.LEVEL1)


def _marker(cell: Cell) -> str | None:
    return vocabulary().markers.get(heading_key(re.split("[:：]", cell.text)[0]))


def _tail(card: CardSheet, columns: TableColumns, rows: list[Row], project: Project) -> list[Row]:
    """The total of scores stands under the table's own columns; notes are notes; the other rows hold labels."""
    labels: list[Row] = []
    for row in rows:
        found, marker = card.meaning(row.cells[0]), _marker(row.cells[0])
        if marker == "total" or (found and found.role is Role.TOTAL_SCORE):
            _take_total(card, columns, row, project)
        elif marker == "note" and not found:
            card.mark_all(row, "note")
        else:
            labels.append(row)
    return labels


def _take_total(card: CardSheet, columns: TableColumns, row: Row, project: Project) -> None:
    card.mark(row.cells[0], "total")
    for cell in row.cells[1:]:
        role, points = columns.role_of(cell), figures.score(cell)
        if role in (Role.SCORE, Role.WEIGHT) and points is not None:
            card.mark(cell, "total")
            if role is Role.SCORE:
                project.total_score, project.total_score_cell = points, card.address(cell)


def _carry(card: CardSheet, columns: TableColumns, levels: dict[Role, Cell], row: Row) -> None:
    """A level holds for the rows that it is merged over, and below it until the next one stands."""
    for role in LEVELS:
        heading = columns.heading(role)
        cell = card.spans.at(row.number, heading.column) if heading else None
        if cell is not None and cell is not levels.get(role):
            if role is Role.LEVEL1:
                levels.pop(Role.LEVEL2, None)
            levels[role] = cell


def _read_row(card: CardSheet, columns: TableColumns, levels: dict[Role, Cell], row: Row, project: Project) -> None:
    cells = {role: cell for cell in row.cells if (role := columns.role_of(cell))}
    for cell in row.cells:
        if columns.role_of(cell) is Role.NUMBERING:
            card.mark_number(cell)
        elif ledger_role := _ledger_role(card, columns, cell):
            card.mark(cell, ledger_role)
        elif columns.role_of(cell) in (Role.REMARK, Role.ITEM_SCORE, Role.OPERATOR):
            card.leave(cell)
    kept = {role: cell for role, cell in cells.items() if not is_rest(cell)}
    name = kept.get(Role.INDICATOR_NAME)
    if project.budget_score is None and _is_budget_item(kept):
        _take_budget_item(card, project, kept)
    elif name:
        project.indicators.append(_indicator(card, levels, kept, name))


def _ledger_role(card: CardSheet, columns: TableColumns, cell: Cell) -> CellRole | None:
    """What a cell of the body is, where it is no value."""
    role, found = columns.role_of(cell), card.meaning(cell)
    if is_rest(cell):
        return "blank_mark"
    if role in LEVELS:
        return "level"
    return "heading" if found and found.role is Role.SECTION else None


def _is_budget_item(kept: dict[Role, Cell]) -> bool:
    """A row 预算执行率 is the budget item, by its very name, or by its levels where it has no name.

    Where the funding table prints the score of execution itself, such a row is an indicator like the others.
    """
    name = kept.get(Role.INDICATOR_NAME)
    candidates = [name] if name else [kept[level] for level in LEVELS if level in kept]
    known = (vocabulary().headings.get(heading_key(cell.text)) for cell in candidates)
    return any(found is not None and found.role is Role.RATE for found in known)


def _take_budget_item(card: CardSheet, project: Project, kept: dict[Role, Cell]) -> None:
    name = kept.get(Role.INDICATOR_NAME)
    card.take(name)
    if actual := kept.get(Role.ACTUAL):
        card.leave(actual)  # the rate is that of the funding table
    weight, weight_cell = _points(card, kept.get(Role.WEIGHT), name)
    if weight is not None:
        project.budget_weight, project.budget_weight_cell = weight, weight_cell
    score, score_cell = _points(card, kept.get(Role.SCORE), name)
    if score is not None:
        project.budget_score, project.budget_score_cell = score, score_cell


def _indicator(card: CardSheet, levels: dict[Role, Cell], kept: dict[Role, Cell], name: Cell) -> Indicator:
    actual = kept.get(Role.ACTUAL)
    weight, weight_cell = _points(card, kept.get(Role.WEIGHT), name)
    score, score_cell = _points(card, kept.get(Role.SCORE), name)
    return Indicator(
        level1=_level_text(levels.get(Role.LEVEL1)),
        level2=_level_text(levels.get(Role.LEVEL2)),
        name=card.take(name),
        target=_target(card, kept),
        actual=card.take(actual),
        cell=card.address(name),
        actual_cell=card.address(actual) if actual else None,
        weight=weight,
        weight_cell=weight_cell,
        score=score,
        score_cell=score_cell,
        reason=card.take(kept.get(Role.REASON)),
    )


def _target(card: CardSheet, kept: dict[Role, Cell]) -> str | None:
    """Sign, value and unit joined in that order; only signs are joined, and a unit not twice."""
    value = card.take(kept.get(Role.TARGET))
    operator, unit = kept.get(Role.OPERATOR), kept.get(Role.UNIT)
    if value is None:
        return None
    if operator and plain(operator.text) in vocabulary().operators:
        value = f"{card.take(operator)}{value}"
    if unit and not plain(value).endswith(plain(unit.text)):
        value = f"{value}{card.take(unit)}"
    elif unit:
        card.take(unit)
    return value


def _points(card: CardSheet, cell: Cell | None, name: Cell | None) -> tuple[Decimal, str] | tuple[None, None]:
    """Weight or score of one indicator and its cell; one merged further down than the indicator's name is none's."""
    points = figures.score(cell) if cell else None
    if cell is None or points is None:
        return None, None
    if card.spans.extent(cell).bottom > card.spans.extent(name or cell).bottom:
        return None, None
    card.take(cell)
    return points, card.address(cell)


def _level_text(cell: Cell | None) -> str | None:
    """A level in the form's own words, without white space and points."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell.text)) if cell else ""
    return _POINTS.sub("", text) or None
