"""A card's funding table to amounts by measure and source, the stated rate, and the weight and score of execution."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.forms import figures
from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.faults import FiguresSplitError
from selfeval.forms.figures import Kind, is_rest, kind_of, plain
from selfeval.forms.record import Amount, Project, StatedRate
from selfeval.forms.run_together import split_figures
from selfeval.forms.vocabulary import Meaning, Role, vocabulary
from selfeval.sheet import Cell

SINGLES = (Role.RATE, Role.WEIGHT, Role.SCORE)
"""What the table prints once for the project, though parts may repeat it."""

MOST_POINTS = 100
RATE_PRECISION = Decimal("0.006")
"""A rate printed as whole percent claims half a point."""


@dataclass(slots=True)
class Funding:
    """A funding table while it is read: its headings so far, and the single values by the source of their row."""

    card: CardSheet
    project: Project
    unit: str | None
    columns: dict[Cell, Meaning] = field(default_factory=dict)
    singles: dict[Role, dict[str, Cell]] = field(default_factory=lambda: {role: {} for role in SINGLES})


def read_funding(table: Funding, section: list[Row]) -> None:
    """Read a table of headings with rows of figures below them."""
    for row in section:
        if table.columns and table.card.is_numbering(row):
            table.card.mark_numbering(row)
        else:
            _read_row(table, row)
    _settle(table)


def take_labelled(table: Funding, label: Meaning, cell: Cell) -> None:
    """A figure beside its label, `全年预算数｜100`, is the total of that measure, or the rate."""
    if label.measure and not is_rest(cell):
        _take_amount(table, cell, label.measure, "total")
    elif label.role is Role.RATE and table.project.stated_rate is None:
        table.singles[Role.RATE]["total"] = cell
        _settle(table)


def _read_row(table: Funding, row: Row) -> None:
    """A row's figures belong to the source and the measure named left of them, else to those of their column."""
    label: Meaning | None = Meaning()
    meanings = _meanings(table, row)
    for cell in row.cells:
        found = meanings.get(cell)
        if found:
            label = Meaning(measure=found.measure or (label.measure if label else None), source=found.source)
            _take_heading(table, cell, found)
        elif labelled := _labelled_amount(table, cell):
            if _is_new(table, labelled.measure, labelled.source):
                table.project.amounts.append(labelled)
                table.card.mark(cell, "value")
        elif _is_bare_labels(cell):
            table.card.mark(cell, "heading")
        elif kind_of(cell) is Kind.TEXT and not is_rest(cell) and not _heading_over(table, cell).role:
            label = None  # a part that nobody knows: its figures are not the total's, they stay unread
        elif label:
            _take_value(table, cell, label)


def _meanings(table: Funding, row: Row) -> dict[Cell, Meaning]:
    """What a row's headings say; of two rates beside a budget without spending the first is the spending (预算执行)."""
    found = {cell: said for cell in row.cells if (said := table.card.meaning(cell))}
    rates = [cell for cell, said in found.items() if said.role is Role.RATE]
    measures = {said.measure for said in found.values() if said.measure}
    if len(rates) > 1 and measures and "executed" not in measures:
        found[rates[0]] = Meaning(measure="executed")
    if rates and not any(said.role is Role.SCORE for said in found.values()):
        found = {cell: Meaning(Role.SCORE) if said.role is Role.TOTAL_SCORE else said for cell, said in found.items()}
    return found


def _take_heading(table: Funding, cell: Cell, found: Meaning) -> None:
    """A weight fixed in a label, `预算执行情况(20分)`, counts."""
    table.card.mark(cell, "heading")
    if found.measure or found.source or found.role in (*SINGLES, Role.REMARK, Role.COMMENT, Role.REASON):
        table.columns[cell] = found
    if table.project.budget_weight is None:
        table.project.budget_weight = figures.points_in_label(cell)


def _take_value(table: Funding, cell: Cell, label: Meaning) -> None:
    card = table.card
    found = _heading_over(table, cell)
    measure = found.measure or label.measure
    if is_rest(cell):
        card.mark(cell, "blank_mark")
    elif found.role in SINGLES and found.role:
        table.singles[found.role].setdefault(label.source or "total", cell)
    elif found.role in (Role.REMARK, Role.COMMENT, Role.REASON):
        card.leave(cell)
    elif measure:
        source = found.source or label.source or "total"
        if not _split(table, cell, source):
            _take_amount(table, cell, measure, source)


def _take_amount(table: Funding, cell: Cell, measure: str, source: str) -> None:
    value = figures.amount_in(cell, table.unit)
    if value is None and kind_of(cell) in (Kind.GARBLED, Kind.NUMBER):
        table.card.unreadable(cell)
    elif value is not None and _is_new(table, measure, source):
        table.card.mark(cell, "value")
        table.project.amounts.append(Amount(measure, source, value, cell.text, table.card.address(cell)))


def _split(table: Funding, cell: Cell, source: str) -> bool:
    """Whether figures that ran together in a cell could be told apart: over its column and the blank ones behind it."""
    beside = {other.column: other for (row, _), other in table.card.sheet.cells.items() if row == cell.row}
    end = min((column for column in beside if column > cell.column), default=table.card.last_column + 1)
    names = list(
        dict.fromkeys(name for column in range(cell.column, end) if (name := _name_at(table, cell.row, column)))
    )
    alone = {name: plain(other.text) for other in beside.values() if (name := _name_at(table, cell.row, other.column))}
    if kind_of(cell) is not Kind.GARBLED or len(names) < 2:
        return False
    split = split_figures(cell.text, names, {name: text for name, text in alone.items() if name not in names})
    if split is None:
        return False
    for name, text in split.items():
        piece = Cell(cell.row, cell.column, text)
        if name in SINGLES:
            table.singles[Role(name)].setdefault(source, piece)
        else:
            _take_amount(table, piece, name, source)
    table.card.tell(
        FiguresSplitError(printed=cell.text, split=" | ".join(split.values()), cell=table.card.address(cell)), cell
    )
    return True


def _name_at(table: Funding, row: int, column: int) -> str | None:
    """The measure, or the single value, that a column of the table holds."""
    found = _heading_over(table, Cell(row, column, ""))
    return found.measure or (found.role.value if found.role in SINGLES and found.role else None)


def _settle(table: Funding) -> None:
    """The project's rate, weight and score: those of the total's row, else those of the first row that has any.

    Those of a part are left where the total's row has its own; what a part cannot mean stays plainly unread.
    """
    card, project = table.card, table.project
    for role, cells in table.singles.items():
        chosen = cells.get("total") or next(iter(cells.values()), None)
        for source, cell in cells.items():
            if cell is not chosen and _is_plausible(table, role, source, cell):
                card.leave(cell)
        if chosen is None:
            continue
        value = figures.rate(chosen) if role is Role.RATE else figures.score(chosen)
        if value is None:
            continue
        card.mark(chosen, "value")
        match role:
            case Role.RATE:
                project.stated_rate = StatedRate(value, chosen.text, card.address(chosen))
            case Role.WEIGHT:
                project.budget_weight = value
            case _:
                project.budget_score = value


def _is_plausible(table: Funding, role: Role, source: str, cell: Cell) -> bool:
    """Whether the rate of a part is that of its amounts, whether its points are points: else a figure slipped there."""
    if role is not Role.RATE:
        points = figures.score(cell)
        return points is not None and points <= MOST_POINTS
    rate = figures.rate(cell)
    amount = {one.measure: one.value for one in table.project.amounts if one.source == source}
    budget, executed = amount.get("budget") or amount.get("budget_initial"), amount.get("executed")
    if rate is None or not budget or executed is None:
        return not rate
    return abs(executed - rate * budget) <= RATE_PRECISION * abs(budget)


def _labelled_amount(table: Funding, cell: Cell) -> Amount | None:
    """`一般公共预算:1873.66万元`: label and amount in one cell, of the measure over it, else of the budget."""
    label, colon, printed = plain(cell.text).rpartition(":")
    found = vocabulary().heading(label)
    value = figures.amount_in(Cell(cell.row, cell.column, printed), table.unit) if colon else None
    if found is None or found.source is None or value is None:
        return None
    measure = _heading_over(table, cell).measure or "budget"
    return Amount(measure, found.source, value, printed, table.card.address(cell))


def _heading_over(table: Funding, cell: Cell) -> Meaning:
    over = (heading for heading in reversed(table.columns) if heading.row < cell.row)
    heading = next((heading for heading in over if table.card.spans.covers(heading, cell.column)), None)
    return table.columns[heading] if heading else Meaning()


def _is_new(table: Funding, measure: str, source: str) -> bool:
    return all((amount.measure, amount.source) != (measure, source) for amount in table.project.amounts)


def _is_bare_labels(cell: Cell) -> bool:
    """`政府性基金拨款：` with nothing behind it, or several such labels in one cell."""
    labels = [label for label in re.split(r"[:：]\s*", cell.text) if label.strip()]
    return bool(labels) and all(vocabulary().heading(label) for label in labels)
