"""Heading blocks of a sheet to those that open a form: a page that repeats title and headings goes on with the last."""

from selfeval.forms.figures import is_rest
from selfeval.forms.headings import HeadingBlock
from selfeval.sheet import Cell, Sheet
from selfeval.vocabulary.normalise import heading_key


def join_repeated(sheet: Sheet, blocks: list[HeadingBlock]) -> list[HeadingBlock]:
    """The blocks that open a form; the rows of the others are noted as repeated in the one that they go on with."""
    rows = sheet.rows()
    joined: list[HeadingBlock] = []
    for block in blocks:
        opened = joined[-1] if joined else None
        repeated = _repeated_rows(rows, opened, block) if opened else None
        if opened and repeated is not None:
            opened.repeated |= repeated
        else:
            joined.append(block)
    return joined


def _repeated_rows(rows: dict[int, list[Cell]], opened: HeadingBlock, block: HeadingBlock) -> set[int] | None:
    """The rows of a block with the title above it where all of it stood there before; None where any is new."""
    if texts_of(block.cells) != texts_of(opened.cells):
        return None
    above = {heading_key(cell.text) for row, cells in rows.items() if row < opened.top for cell in cells}
    between = [row for row in rows if opened.bottom < row < block.top]
    repeated = {row for row in range(block.top, block.bottom + 1) if row in rows}
    for row in reversed(between):
        if all(heading_key(cell.text) in above for cell in rows[row]):
            repeated.add(row)
        elif not all(is_rest(cell) for cell in rows[row]):
            return repeated if len(rows[row]) > 2 else None
    return repeated


def texts_of(cells: list[Cell]) -> list[tuple[int, str]]:
    """Headings by column, in comparable spelling."""
    return [(cell.column, heading_key(cell.text)) for cell in cells]
