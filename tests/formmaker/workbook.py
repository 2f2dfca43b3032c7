"""A made form to a real workbook: numbers under the formats that print them, merged ranges included."""

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from formmaker import MadeForm
from selfeval.sheet import Cell, Sheet


def write_workbook(made: MadeForm, path: Path) -> Path:
    """Write the file's sheets to an xlsx and return its path."""
    book = openpyxl.Workbook()
    for number, sheet in enumerate(made.sheets):
        page = book.worksheets[0] if number == 0 else book.create_sheet()
        page.title = sheet.name
        for place, cell in sheet.cells.items():
            written = page.cell(*place, cell.text if cell.number is None else float(cell.number))
            if cell.number is not None:
                written.number_format = _format(cell)
        _merge(page, sheet)
    book.save(path)
    return path


def _format(cell: Cell) -> str:
    """The number format under which the stored number prints as the cell's text."""
    _, point, places = cell.text.rstrip("%").partition(".")
    whole = "#,##0" if "," in cell.text else "0"
    return f"{whole}{point}{'0' * len(places)}{'%' if cell.text.endswith('%') else ''}"


def _merge(page: Worksheet, sheet: Sheet) -> None:
    for area in sheet.merged:
        page.merge_cells(
            start_row=area.top, start_column=area.left, end_row=area.bottom, end_column=area.right
        )  # fmt: skip
