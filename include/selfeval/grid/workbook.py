"""Excel workbooks (xlsx, xlsm) to sheets: cached values, printed text under each cell's format, merged ranges."""

import datetime
import warnings
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from selfeval.grid.number_format import printed_date, printed_number, stored_number
from selfeval.grid.second_reader import compare, second_reading
from selfeval.sheet import Cell, Range, Sheet


def read_workbook(path: Path, name: str) -> list[Sheet]:
    """The worksheets in order, chart sheets left out. Raises DamagedWorkbookError, PasswordProtectedError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that hold no data
            with path.open("rb") as file:  # by content: openpyxl refuses a path that does not end in .xlsx
                values = openpyxl.load_workbook(file, data_only=True)
                formulas = openpyxl.load_workbook(file) if _has_formulas(path) else None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a hostile file provokes
        return second_reading(path, name, type(error).__name__)
    sheets = [_sheet(sheet, formulas[sheet.title] if formulas else None) for sheet in values.worksheets]
    if not any(sheet.cells for sheet in sheets):  # openpyxl reads a strict-OOXML workbook as empty, without an error
        return second_reading(path, name, "0 cells")
    compare(sheets, path)
    return sheets


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        sheets = [
            entry for entry in archive.namelist() if entry.startswith("xl/worksheets/") and entry.endswith(".xml")
        ]
        return any(b"<f>" in (data := archive.read(entry)) or b"<f " in data for entry in sheets)


def _sheet(source: Worksheet, formulas: Worksheet | None) -> Sheet:
    sheet = Sheet(source.title)
    # The cells that the file holds, not its stated dimensions, which may lie (XFD1048576).
    for (row, column), cell in sorted(source._cells.items()):
        value = cell.value
        if value is None and formulas is not None:
            value = formulas.cell(row, column).value  # never calculated: shown as the formula itself
        if (converted := _cell(row, column, value, cell.number_format)) is not None:
            sheet.cells[row, column] = converted
    sheet.is_hidden = source.sheet_state != "visible"
    sheet.hidden_rows = {row for row, one in source.row_dimensions.items() if one.hidden}
    sheet.hidden_columns = {
        column
        for one in source.column_dimensions.values()
        if one.hidden and one.min and one.max
        for column in range(one.min, one.max + 1)
    }
    sheet.merged = [
        Range(area.min_row, area.min_col, area.max_row, area.max_col) for area in source.merged_cells.ranges
    ]
    return sheet


def _cell(row: int, column: int, value: object, number_format: str) -> Cell | None:
    """A cell with content, or None."""
    match value:
        case None:
            return None
        case bool():
            return Cell(row, column, str(value).upper())
        case int() | float():
            number = stored_number(value)
            return Cell(row, column, printed_number(number, number_format), number)
        case datetime.datetime() | datetime.date():
            return Cell(row, column, printed_date(value, number_format))
        case _:
            text = str(value).strip()
            return Cell(row, column, text) if text else None
