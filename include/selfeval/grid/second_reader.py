"""A second opinion on a workbook: where the first reader fails, and on every number where both succeed."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

from selfeval.errors import SubmissionError
from selfeval.grid.calamine import read_with_calamine
from selfeval.grid.containers import is_whole
from selfeval.grid.faults import DamagedWorkbookError
from selfeval.grid.notes import ReadersDisagreeNote, SecondReaderNote
from selfeval.sheet import Sheet

LARGEST_AREA = 1_000_000
"""Places the second reader may lay out: it keeps a sheet's whole rectangle, 17 billion for a cell in XFD1048576."""
DISAGREEMENTS_TOLD = 20


def second_reading(path: Path, name: str, reason: str) -> list[Sheet]:
    """The sheets as the second reader has them, after the first one failed or found nothing, with a note that says so.

    Raises PasswordProtectedError, and DamagedWorkbookError with the first reader's reason, also where a checksum is
    wrong: the second reader goes on with whatever the damage left.
    """
    if not is_whole(path):
        raise DamagedWorkbookError(file=name, reason=reason)
    try:
        sheets = read_with_calamine(path, name)
    except DamagedWorkbookError as error:
        raise DamagedWorkbookError(file=name, reason=reason) from error
    first = next((sheet for sheet in sheets if sheet.cells), None)
    if first:
        first.notes.append(SecondReaderNote(file=name, reason=reason))
    return sheets


def compare(sheets: list[Sheet], path: Path) -> None:
    """Note, in the sheets of the first reader, each cell in which the second one reads another number.

    It costs three hundredths of the first reading, so every workbook is compared. Where the second reader fails there
    is no second opinion.
    """
    if sum(_area(sheet) for sheet in sheets) > LARGEST_AREA:
        return
    try:
        others = {sheet.name: sheet for sheet in read_with_calamine(path, "")}
    except SubmissionError:
        return
    for sheet in sheets:
        if other := others.get(sheet.name):
            sheet.notes += islice(_disagreements(sheet, other), DISAGREEMENTS_TOLD)


def _area(sheet: Sheet) -> int:
    return max((row for row, _ in sheet.cells), default=0) * max((column for _, column in sheet.cells), default=0)


def _disagreements(sheet: Sheet, other: Sheet) -> Iterator[ReadersDisagreeNote]:
    for place in sorted(sheet.cells.keys() | other.cells.keys()):
        first, second = _number(sheet, place), _number(other, place)
        if first != second:
            told = (_shown(sheet, place), _shown(other, place))
            yield ReadersDisagreeNote(first=told[0], second=told[1], cell=sheet.address(*place))


def _number(sheet: Sheet, place: tuple[int, int]) -> Decimal | None:
    cell = sheet.cells.get(place)
    return cell.number if cell else None


def _shown(sheet: Sheet, place: tuple[int, int]) -> str:
    cell = sheet.cells.get(place)
    return str(cell.number if cell.number is not None else cell.text) if cell else "∅"
