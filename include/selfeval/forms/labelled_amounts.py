"""Cells that print a source and its amount together, `其他资金：2880万元`, to amounts."""

import re
from collections.abc import Sequence

from selfeval.forms import figures
from selfeval.forms.faults import AmountBesideColumnError
from selfeval.forms.funding_table import Funding
from selfeval.forms.record import Amount
from selfeval.forms.vocabulary import vocabulary
from selfeval.sheet import Cell


def take_labelled_amounts(table: Funding, cells: Sequence[Cell]) -> list[Cell]:
    """Take those cells of a row that print label and amount; returns the others.

    Such an amount is of the measure over it, else of the budget. Where only some of a table's such labels stand under a
    measure, one has slipped out of its column: told, and taken for the budget's like the others.
    """
    found = {cell: amount for cell in cells if (amount := _amount(table, cell))}
    measures = {cell: table.heading_over(cell.row, cell.column).measure for cell in found}
    beside = {table.heading_over(cell.row, cell.column).measure for cell in table.labels} if found else set()
    are_beside = len(every := beside | set(measures.values())) > 1 and None in every
    for cell, amount in found.items():
        measure = measures[cell]
        if measure and are_beside:
            table.card.tell(AmountBesideColumnError(printed=cell.text, cell=table.card.address(cell)), cell)
        elif measure:
            amount.measure = measure
        if table.is_new(amount.measure, amount.source):
            table.project.amounts.append(amount)
            table.card.mark(cell, "value")
    return [cell for cell in cells if cell not in found and not _is_left(table, cell)]


def _is_left(table: Funding, cell: Cell) -> bool:
    """Whether a cell prints an amount behind a label that is no source: it stays unread."""
    label, figure = _parted(cell)
    if figure is None or figures.amount_in(figure, table.unit) is None:
        return False
    if vocabulary().heading(label):
        table.card.leave(cell)
    return True


def waits_for_amount(cell: Cell) -> bool:
    """Whether a cell prints a source and a colon, `其他资金：`, with no amount behind it."""
    label = vocabulary().heading(cell.text.strip()[:-1]) if cell.text.strip().endswith((":", "：")) else None
    return label is not None and label.source not in (None, "total")


def are_bare_labels(cell: Cell) -> bool:
    """`政府性基金拨款：` with nothing behind it, or several such labels in one cell."""
    labels = [label for label in re.split(r"[:：]\s*", cell.text) if label.strip()]
    return bool(labels) and all(vocabulary().heading(label) for label in labels)


def is_labelled_amount(cell: Cell, unit: str | None) -> bool:
    """Whether a cell prints a source and its amount: money, wherever it stands, and no answer in words."""
    return _labelled(cell, unit) is not None


def _labelled(cell: Cell, unit: str | None) -> tuple[str, Cell] | None:
    """(source, the amount's own text as a cell) of such a cell."""
    label, figure = _parted(cell)
    found = vocabulary().heading(label) if figure else None
    if found is None or found.source is None or figure is None or figures.amount_in(figure, unit) is None:
        return None
    return found.source, figure


def _parted(cell: Cell) -> tuple[str, Cell | None]:
    """(label, what is printed behind its colon as a cell)."""
    colon = max(cell.text.rfind(":"), cell.text.rfind("："))
    return cell.text[:colon], Cell(cell.row, cell.column, cell.text[colon + 1 :].strip()) if colon > 0 else None


def _amount(table: Funding, cell: Cell) -> Amount | None:
    labelled = _labelled(cell, table.unit)
    if labelled is None or table.card.meaning(cell):
        return None
    source, figure = labelled
    value = figures.amount_in(figure, table.unit)
    return None if value is None else Amount("budget", source, value, figure.text, table.card.address(cell))
