"""A card's funding table to amounts by measure and source, the stated rate, and the weight and score of execution."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.forms import figures
from selfeval.forms.card_sheet import CardSheet, Row
from selfeval.forms.figures import Kind, kind_of, plain
from selfeval.forms.masthead import Masthead
from selfeval.forms.record import Amount, Project, StatedRate
from selfeval.forms.vocabulary import Meaning, Role, normalised, vocabulary
from selfeval.sheet import Cell

_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分")
SINGLES = (Role.RATE, Role.WEIGHT, Role.SCORE)
"""What the table prints once for the project, though parts may repeat it."""


@dataclass(slots=True)
class Funding:
    """A funding table while it is read: its headings so far, and the single values by the source of their row."""

    card: CardSheet
    project: Project
    unit: str | None
    columns: dict[Cell, Meaning] = field(default_factory=dict)
    singles: dict[Role, dict[str, Cell]] = field(default_factory=lambda: {role: {} for role in SINGLES})


def read_funding(card: CardSheet, section: list[Row], project: Project, masthead: Masthead) -> None:
    """Read the table; rate, weight and score of a part stay unread where the total's row has them."""
    table = Funding(card, project, masthead.amount_unit)
    for row in section:
        if table.columns and card.is_numbering(row):
            card.mark_all(row, "heading")
        else:
            _read_row(table, row)
    _settle(table)


def _read_row(table: Funding, row: Row) -> None:
    """A row's figures belong to the source named left of them, else to the total."""
    source = "total"
    for cell in row.cells:
        found = table.card.meaning(cell)
        if found:
            source = found.source or ("total" if found.measure else source)
            _take_heading(table, cell, found)
        elif labelled := _labelled_amount(table, cell):
            if _is_new(table, labelled.measure, labelled.source):
                table.project.amounts.append(labelled)
                table.card.mark(cell, "value")
        elif _is_bare_labels(cell):
            table.card.mark(cell, "heading")
        else:
            _take_value(table, cell, source)


def _take_heading(table: Funding, cell: Cell, found: Meaning) -> None:
    """A weight fixed in a label, `预算执行情况(20分)`, counts."""
    table.card.mark(cell, "heading")
    if found.measure or found.role in (*SINGLES, Role.REMARK, Role.REASON):
        table.columns[cell] = found
    points = _POINTS.search(plain(cell.text))
    if points and table.project.budget_weight is None:
        table.project.budget_weight = Decimal(points[1])


def _take_value(table: Funding, cell: Cell, source: str) -> None:
    card, project = table.card, table.project
    found = _heading_over(table, cell)
    if card.is_rest(cell):
        card.mark(cell, "blank_mark")
    elif found.measure:
        value = figures.amount_in(cell, table.unit)
        if value is None and kind_of(cell) in (Kind.GARBLED, Kind.NUMBER):
            card.unreadable(cell)
        elif value is not None and _is_new(table, found.measure, source):
            card.mark(cell, "value")
            project.amounts.append(Amount(found.measure, source, value, cell.text, card.address(cell)))
    elif found.role in SINGLES and found.role:
        card.leave(cell)
        table.singles[found.role].setdefault(source, cell)
    elif found.role in (Role.REMARK, Role.REASON):
        card.leave(cell)


def _settle(table: Funding) -> None:
    """The project's rate, weight and score: those of the total's row, else those of the first row that has any."""
    chosen = {role: cells.get("total") or next(iter(cells.values()), None) for role, cells in table.singles.items()}
    card, project = table.card, table.project
    if (cell := chosen[Role.RATE]) and (rate := figures.rate(cell)) is not None:
        project.stated_rate = StatedRate(rate, cell.text, card.address(cell))
        card.mark(cell, "value")
    if (cell := chosen[Role.WEIGHT]) and (weight := figures.score(cell)) is not None:
        project.budget_weight = weight
        card.mark(cell, "value")
    if (cell := chosen[Role.SCORE]) and (score := figures.score(cell)) is not None:
        project.budget_score = score
        card.mark(cell, "value")


def _labelled_amount(table: Funding, cell: Cell) -> Amount | None:
    """`一般公共预算:1873.66万元`: label and amount in one cell, of the measure over it, else of the budget."""
    label, colon, printed = plain(cell.text).rpartition(":")
    found = vocabulary().headings.get(normalised(label))
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
    return bool(labels) and all(normalised(label) in vocabulary().headings for label in labels)
