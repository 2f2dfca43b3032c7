"""Where cards stand on a sheet: the rows of each masthead and of each body."""

from dataclasses import dataclass

from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.headings import meaning
from selfeval.forms.masthead import read_masthead
from selfeval.forms.vocabulary import Role
from selfeval.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class CardExtent:
    """Rows of one card, and the lines of text above its table."""

    masthead: range
    body: range
    lines: list[str]


def find_cards(sheet: Sheet) -> list[CardExtent]:
    """Every card of a sheet: one begins where a project is named, or, on an overall form, where the table begins."""
    rows = sheet.rows()
    if not rows or not any(_is_table_heading(cells) for cells in rows.values()):
        return []
    named = [row for row, cells in rows.items() if _names_project(cells, Role.NAME)]
    starts = (
        named or [row for row, cells in rows.items() if _names_project(cells, Role.UPPER_NAME)] or [_first_known(rows)]
    )
    extents: list[CardExtent] = []
    top = min(rows)
    for position, start in enumerate(starts):
        following = starts[position + 1] if position + 1 < len(starts) else max(rows) + 1
        end = _title_before(rows, start, following)
        if any(_is_table_heading(rows[row]) for row in rows if start <= row < end):
            extents.append(CardExtent(range(top, start), range(start, end), sheet.above if not extents else []))
        top = end
    return extents


def _is_table_heading(cells: list[Cell]) -> bool:
    """A heading row of a funding or an indicator table."""
    known = [found for cell in cells if (found := meaning(cell))]
    measures = sum(found.measure is not None for found in known)
    names = sum(found.role is Role.INDICATOR_NAME for found in known)
    return len(known) >= 3 and (measures >= 2 or names == 1)


def _names_project(cells: list[Cell], role: Role) -> bool:
    found = [meaning(cell) for cell in cells]
    return any(f is not None and f.role is role for f in found)


def _first_known(rows: dict[int, list[Cell]]) -> int:
    return next(row for row, cells in rows.items() if any(_is_known(cell) for cell in cells))


def _is_known(cell: Cell) -> bool:
    return kind_of(cell) is Kind.TEXT and meaning(cell) is not None


def _title_before(rows: dict[int, list[Cell]], start: int, following: int) -> int:
    """The row of the next card's title, if it stands between; else the next card's first row."""
    titled = [row for row in rows if start < row < following and read_masthead(rows[row], []).title_text]
    return titled[-1] if titled else following
