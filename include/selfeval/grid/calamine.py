"""Workbooks to sheets by the second reader: for xlsb, and beside the first one for xlsx and xls."""

import datetime
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError

from selfeval.grid.containers import is_whole
from selfeval.grid.faults import DamagedWorkbookError, PasswordProtectedError
from selfeval.grid.number_format import printed_number, stored_number
from selfeval.sheet import Cell, Range, Sheet

GENERAL = "General"
"""calamine gives no number formats: a percentage prints as the ratio that is stored."""


def read_xlsb(path: Path, name: str) -> list[Sheet]:
    """The worksheets of a binary workbook. Raises DamagedWorkbookError, PasswordProtectedError."""
    if not is_whole(path):  # calamine reads on past a wrong checksum
        raise DamagedWorkbookError(file=name, reason="CRC")
    return read_with_calamine(path, name)


def read_with_calamine(path: Path, name: str) -> list[Sheet]:
    """The worksheets of a workbook in order. Raises DamagedWorkbookError, PasswordProtectedError."""
    try:
        workbook = CalamineWorkbook.from_path(path)
        return [_sheet(workbook.get_sheet_by_name(title)) for title in workbook.sheet_names]
    except MemoryError:
        raise
    except PasswordError as error:
        raise PasswordProtectedError(file=name) from error
    except BaseException as error:  # a panic of the Rust library is not an Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise DamagedWorkbookError(file=name, reason=type(error).__name__) from error


def _sheet(source: CalamineSheet) -> Sheet:
    sheet = Sheet(source.name)
    for row, values in enumerate(source.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if cell := _cell(row, column, value):
                sheet.cells[row, column] = cell
    for (top, left), (bottom, right) in source.merged_cell_ranges or []:
        sheet.merged.append(Range(top + 1, left + 1, bottom + 1, right + 1))
    return sheet


def _cell(row: int, column: int, value: object) -> Cell | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = stored_number(value)
        return Cell(row, column, printed_number(number, GENERAL), number)
    text = value.isoformat()[:10] if isinstance(value, datetime.date) else str(value).strip()
    return Cell(row, column, text) if text else None
