"""The rows of a card's funding table to amounts by measure and source, rate, weight and score."""

from selfeval.forms import figures
from selfeval.forms.card_sheet import Row
from selfeval.forms.faults import FiguresSplitError
from selfeval.forms.figures import Kind, is_rest, kind_of, plain
from selfeval.forms.funding_table import SINGLES, Funding
from selfeval.forms.labelled_amounts import are_bare_labels, take_labelled_amounts, waits_for_amount
from selfeval.forms.run_together import split_figures
from selfeval.forms.vocabulary import Meaning, Role
from selfeval.sheet import Cell

BESIDE = (Role.REMARK, Role.COMMENT, Role.REASON)
"""What stands in the table and has no field of money."""


def read_funding(table: Funding, section: list[Row]) -> None:
    """Read a table of headings with rows of figures below them."""
    table.has_tasks = any((said := table.card.meaning(cell)) and said.role is Role.TASK for cell in section[0].cells)
    table.labels = [cell for row in section for cell in row.cells if waits_for_amount(cell)]
    for row in section:
        if table.columns and table.card.is_numbering(row):
            table.card.mark_numbering(row)
        else:
            _read_row(table, row)
    table.settle()


def take_labelled(table: Funding, label: Meaning, cell: Cell) -> None:
    """A figure beside its label, `全年预算数｜100`, is the total of that measure, or the rate."""
    if label.measure and not is_rest(cell):
        table.take_amount(cell, label.measure, "total")
    elif label.role is Role.RATE and table.project.stated_rate is None:
        table.singles[Role.RATE]["total"] = cell
        table.settle()


def _read_row(table: Funding, row: Row) -> None:
    """A row's figures belong to the source and the measure named left of them, else to those of their column."""
    meanings = _meanings(table, row)
    label: Meaning | None = Meaning()
    has_figures = table.card.has_figures(row)
    if table.has_tasks and has_figures and not _is_total(meanings):
        for cell in row.cells:
            table.card.leave(cell)
        return
    for cell in take_labelled_amounts(table, row.cells):
        found = meanings.get(cell)
        if found and has_figures and _took_figures_place(table, cell, found):
            continue  # typed over a figure: it stays unread, with a warning
        if found:
            measure = found.measure or (label.measure if label else None)
            label = Meaning(found.role, measure=measure, source=found.source)
            _take_heading(table, cell, found)
        elif are_bare_labels(cell):
            table.card.mark(cell, "heading")
        elif _is_label(table, cell):
            label = None  # a part that nobody knows: its figures are not the total's, they stay unread
        elif label:
            _take_value(table, cell, label)


def _is_total(meanings: dict[Cell, Meaning]) -> bool:
    return any(said.source == "total" for said in meanings.values())


def _is_label(table: Funding, cell: Cell) -> bool:
    """Whether a text names a part; under a heading of money or points it is a figure that nobody can read."""
    over = table.heading_over(cell.row, cell.column)
    return kind_of(cell) is Kind.TEXT and not is_rest(cell) and not over.role and not over.measure


def _took_figures_place(table: Funding, cell: Cell, found: Meaning) -> bool:
    """Whether a word that is no label of money or points stands where its heading asks for a figure."""
    over = table.heading_over(cell.row, cell.column)
    is_label = found.measure or found.source or found.role in (*SINGLES, Role.NUMBERING)
    return not is_label and (over.measure is not None or over.role in SINGLES)


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
    if found.measure or found.source or found.role in (*SINGLES, *BESIDE, Role.NUMBERING):
        table.columns[cell] = found
    points = figures.points_in_label(cell)
    if table.project.budget_weight is None and points is not None:
        table.project.budget_weight, table.project.budget_weight_cell = points, table.card.address(cell)


def _take_value(table: Funding, cell: Cell, label: Meaning) -> None:
    card = table.card
    found = table.heading_over(cell.row, cell.column)
    measure = found.measure or label.measure
    if is_rest(cell):
        card.mark(cell, "blank_mark")
    elif found.role is Role.NUMBERING:
        card.mark_number(cell)
    elif label.role in BESIDE and kind_of(cell) is not Kind.TEXT:
        table.beside.append(cell)  # the figures of a part that has no field, such as 基本支出
    elif found.role in SINGLES and found.role:
        table.singles[found.role].setdefault(label.source or "total", cell)
    elif found.role in BESIDE:
        card.leave(cell)
    elif measure:
        source = found.source or label.source or "total"
        if not _split(table, cell, source):
            table.take_amount(cell, measure, source)


def _split(table: Funding, cell: Cell, source: str) -> bool:
    """Whether figures that ran together in a cell could be told apart: over its column and the blank ones behind it."""
    beside = {other.column: other for (row, _), other in table.card.sheet.cells.items() if row == cell.row}
    end = min((column for column in beside if column > cell.column), default=table.card.last_column + 1)
    names = list(
        dict.fromkeys(name for column in range(cell.column, end) if (name := _name_at(table, cell.row, column)))
    )
    alone = {name: plain(other.text) for other in beside.values() if (name := _name_at(table, cell.row, other.column))}
    if kind_of(cell) not in (Kind.GARBLED, Kind.NUMBER) or len(names) < 2:
        return False
    split = split_figures(cell.text, names, {name: text for name, text in alone.items() if name not in names})
    if split is None:
        return False
    for name, text in split.items():
        piece = Cell(cell.row, cell.column, text)
        if name in SINGLES:
            table.singles[Role(name)].setdefault(source, piece)
        else:
            table.take_amount(piece, name, source)
    table.card.tell(
        FiguresSplitError(printed=cell.text, split=" | ".join(split.values()), cell=table.card.address(cell)), cell
    )
    return True


def _name_at(table: Funding, row: int, column: int) -> str | None:
    """The measure, or the single value, that a column of the table holds."""
    found = table.heading_over(row, column)
    return found.measure or (found.role.value if found.role in SINGLES and found.role else None)
