"""A cell that should hold a figure to the fault that it makes."""

from selfeval.errors import HeadingError
from selfeval.forms.faults import FormulaWithoutValueError, UnreadableFigureError
from selfeval.forms.figures import is_formula
from selfeval.sheet import Cell


def unreadable(cell: Cell, address: str) -> HeadingError:
    """What is wrong with a cell in which no figure can be read."""
    kind = FormulaWithoutValueError if is_formula(cell) else UnreadableFigureError
    return kind(printed=cell.text, cell=address)
