"""A sheet to the heading blocks of its wide forms: the rows that name the project beside budget and spending."""

from itertools import pairwise

from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.heading_columns import set_columns
from selfeval.forms.heading_order import order_of
from selfeval.forms.headings import HeadingBlock, meaning, name_heading
from selfeval.sheet import Cell, Sheet

LEAST_HEADINGS = 4
"""A heading block names a project, a measure and at least two things more; prose that names them is shorter."""
LEAST_IN_A_ROW = 3
"""The row that names the project names two things more."""


def find_blocks(sheet: Sheet) -> list[HeadingBlock]:
    """Every heading block of wide forms on a sheet, top to bottom."""
    rows = sheet.rows()
    blocks: list[HeadingBlock] = []
    for row in rows:
        above = blocks[-1].bottom if blocks else 0
        if row > above and (block := _block_at(rows, row, above)):
            set_columns(sheet, block)
            block.order = order_of(sheet, block)
            blocks.append(block)
    return blocks


def _block_at(rows: dict[int, list[Cell]], row: int, above: int) -> HeadingBlock | None:
    """The block whose row names the project: under that heading stands nothing but projects, unlike on a card."""
    name = name_heading(rows[row])
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
