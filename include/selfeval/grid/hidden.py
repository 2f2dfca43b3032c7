"""What stands in hidden sheets, rows and columns, told so that nobody is surprised by it."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from selfeval.grid.notes import HiddenCellsNote
from selfeval.sheet import Sheet, column_letters

PLACES_TOLD = 10


def hidden_cells(sheet: Sheet) -> Iterator[HiddenCellsNote]:
    """One note where hidden places of a sheet hold cells."""
    unseen = [
        place
        for place in sorted(sheet.cells)
        if sheet.is_hidden or place[0] in sheet.hidden_rows or place[1] in sheet.hidden_columns
    ]
    if unseen:
        places = _places(sheet, unseen)
        told = "、".join(places[:PLACES_TOLD]) + ("…" if len(places) > PLACES_TOLD else "")
        yield HiddenCellsNote(count=len(unseen), places=told, cell=sheet.address(*unseen[0]))


def _places(sheet: Sheet, unseen: list[tuple[int, int]]) -> list[str]:
    """`Sheet1!3:5` for rows, `Sheet1!C:C` for columns, `Sheet1` for a sheet."""
    if sheet.is_hidden:
        return [sheet.name]
    rows = _runs({row for row, _ in unseen} & sheet.hidden_rows)
    columns = _runs({column for _, column in unseen} & sheet.hidden_columns)
    return [f"{sheet.name}!{first}:{last}" for first, last in rows] + [
        f"{sheet.name}!{column_letters(first)}:{column_letters(last)}" for first, last in columns
    ]


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as (first, last)."""
    ordered = sorted(numbers)
    if not ordered:
        return []
    breaks = [(before, after) for before, after in pairwise(ordered) if after != before + 1]
    firsts = [ordered[0], *(after for _, after in breaks)]
    lasts = [*(before for before, _ in breaks), ordered[-1]]
    return list(zip(firsts, lasts, strict=True))
