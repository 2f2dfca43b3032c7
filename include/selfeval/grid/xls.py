"""Old Excel workbooks (xls) to sheets: values, printed text under each cell's format, merged ranges."""

import io
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as WorkbookSheet

from selfeval.grid.number_format import printed_number, stored_number
from selfeval.grid.second_reader import compare, second_reading
from selfeval.sheet import Cell, Range, Sheet

VISIBLE = 0


def read_xls(path: Path, name: str) -> list[Sheet]:
    """The worksheets of a workbook in order. Raises DamagedWorkbookError, PasswordProtectedError."""
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO())
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - xlrd raises whatever a hostile file provokes
        return second_reading(path, name, type(error).__name__)
    compare(sheets, path)
    return sheets


def _sheet(book: Book, source: WorkbookSheet) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        for column, value in enumerate(source.row_values(row)):
            kind = source.cell_type(row, column)
            if cell := _cell(book, source, (row, column), kind, value):
                sheet.cells[row + 1, column + 1] = cell
    sheet.is_hidden = source.visibility != VISIBLE
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column + 1 for column, info in source.colinfo_map.items() if info.hidden}
    sheet.merged = [Range(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    return sheet


def _cell(book: Book, source: WorkbookSheet, place: tuple[int, int], kind: int, value: object) -> Cell | None:
    row, column = place[0] + 1, place[1] + 1
    if kind == xlrd.XL_CELL_NUMBER and isinstance(value, float):
        number = stored_number(value)
        style = book.xf_list[source.cell_xf_index(*place)]
        return Cell(row, column, printed_number(number, book.format_map[style.format_key].format_str), number)
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return Cell(row, column, xlrd.xldate_as_datetime(value, book.datemode).date().isoformat())
    if kind == xlrd.XL_CELL_ERROR and isinstance(value, int):
        return Cell(row, column, xlrd.error_text_from_code.get(value, "#ERROR"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(row, column, str(bool(value)).upper())
    text = str(value).strip()
    return Cell(row, column, text) if text else None
