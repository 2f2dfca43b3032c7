"""The tables of a page or document to those that begin a form: one that goes on with the one before is joined to it."""

from collections.abc import Iterable

from selfeval.forms.figures import is_rest
from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.headings import meaning
from selfeval.forms.masthead import read_masthead
from selfeval.forms.page_breaks import texts_of
from selfeval.forms.vocabulary import Role
from selfeval.sheet import Cell, Range, Sheet

LEAST_HEADINGS = 2
"""A table that goes on begins with headings of its own, or is as wide as the one before it."""


def join_tables(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets, those joined that go on with the one before; every cell keeps the address of its own table."""
    joined: list[Sheet] = []
    for sheet in sheets:
        if joined and sheet.follows and _goes_on(joined[-1], sheet):
            joined[-1] = _join(joined[-1], sheet)
        else:
            joined.append(sheet)
    return joined


def _goes_on(before: Sheet, sheet: Sheet) -> bool:
    """Whether a table names no project and has no title of its own while the one before it opened a form."""
    rows = sheet.rows()
    between = [Cell(0, column, text) for column, text in enumerate([*before.below, *sheet.above])]
    if not rows or read_masthead(between + rows[min(rows)], []).title_text or not _names_project(before):
        return False
    if blocks := find_blocks(sheet):
        return [texts_of(block.cells) for block in find_blocks(before)[-1:]] == [texts_of(blocks[0].cells)]
    if _names_project(sheet):
        return False
    headings = sum(meaning(cell) is not None for cell in rows[min(rows)])
    is_alone = all(is_rest(cell) for cell in between)
    return headings >= LEAST_HEADINGS or (is_alone and _width(sheet) == _width(before))


def _names_project(sheet: Sheet) -> bool:
    return any((found := meaning(cell)) and found.role is Role.NAME for cell in sheet.cells.values())


def _width(sheet: Sheet) -> int:
    return max([column for _, column in sheet.cells] + [area.right for area in sheet.merged], default=0)


def _join(before: Sheet, sheet: Sheet) -> Sheet:
    start = max([row for row, _ in before.cells] + [area.bottom for area in before.merged])
    cells = {
        (row + start, column): Cell(row + start, column, cell.text, cell.number)
        for (row, column), cell in sheet.cells.items()
    }
    merged = [Range(area.top + start, area.left, area.bottom + start, area.right) for area in sheet.merged]
    return Sheet(
        before.name,
        before.cells | cells,
        before.merged + merged,
        above=before.above,
        below=sheet.below,
        follows=before.follows,
        parts=before.parts | {start: sheet},
    )
