"""Whether the printed text of a cell says a figure: as amount in a unit, as rate, or as points."""

from decimal import ROUND_HALF_UP, Decimal

from selfeval.forms import figures
from selfeval.forms.figures import plain
from selfeval.sheet import Cell


def says_amount(printed: str, unit: str, value: Decimal) -> bool:
    """An amount in the unit of the form."""
    return _agrees(figures.amount_in(Cell(1, 1, printed), unit), value)


def says_rate(printed: str, value: Decimal) -> bool:
    """A rate between 0 and 1, printed as such or in percent."""
    return any(_agrees(figures.rate(Cell(1, 1, printed), in_percent=in_percent), value) for in_percent in (False, True))


def says_points(printed: str, value: Decimal) -> bool:
    """Points alone, in brackets of a label, or among figures that ran together."""
    cell = Cell(1, 1, printed)
    said = [figures.score(cell), figures.points_in_label(cell)]
    return any(_agrees(points, value) for points in said) or f"{value.normalize():f}" in plain(printed)


def _agrees(parsed: Decimal | None, value: Decimal) -> bool:
    """Whether a printed figure is the value, or the value to the digits that the cell's format prints."""
    if parsed is None:
        return False
    exponent = int(parsed.as_tuple().exponent)
    return value in (parsed,) or value.quantize(Decimal(1).scaleb(min(exponent, 0)), ROUND_HALF_UP) == parsed
