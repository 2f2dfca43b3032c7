"""PDF pages with text to sheets: one a ruled table, merged cells from the rules, with the lines above and below it."""

import logging
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from selfeval.grid.faults import DamagedDocumentError, PasswordProtectedError, ScannedDocumentError
from selfeval.sheet import Cell, Range, Sheet

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts and colours, which hold no data


def read_pdf(path: Path, name: str) -> list[Sheet]:
    """Every table of every page, named Table1, Table2 … Raises DamagedDocumentError, ScannedDocumentError."""
    try:
        with pdfplumber.open(path) as pdf:
            if not any(page.chars for page in pdf.pages):
                raise ScannedDocumentError(file=name, pages=len(pdf.pages))
            sheets: list[Sheet] = []
            for page in pdf.pages:
                sheets += _sheets(page, len(sheets))
            return sheets
    except (ScannedDocumentError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a hostile file provokes
        if "Password" in repr(error):
            raise PasswordProtectedError(file=name) from error
        raise DamagedDocumentError(file=name, reason=type(error).__name__) from error


def _sheets(page: Page, before: int) -> list[Sheet]:
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    sheets: list[Sheet] = []
    top = page.bbox[1]
    for table in tables:
        sheet = _sheet(table, f"Table{before + len(sheets) + 1}")
        sheet.follows = before + len(sheets) > 0
        sheet.above = _lines(page, top, table.bbox[1])
        top = table.bbox[3]
        sheets.append(sheet)
    if sheets:
        sheets[-1].below = _lines(page, top, page.bbox[3])
    return sheets


def _lines(page: Page, top: float, bottom: float) -> list[str]:
    """Lines of text in a band of the page."""
    if bottom - top < 1:
        return []
    text = page.within_bbox((page.bbox[0], top, page.bbox[2], bottom)).extract_text()
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sheet(table: Table, name: str) -> Sheet:
    """Cells at the rules that bound them: a cell that crosses rules is merged over them."""
    sheet = Sheet(name)
    lefts = sorted({box[0] for box in table.cells})
    tops = sorted({box[1] for box in table.cells})
    for boxes, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(boxes.cells, texts, strict=True):
            if box is None:
                continue
            row, column = tops.index(box[1]) + 1, lefts.index(box[0]) + 1
            bottom = sum(top < box[3] - 1 for top in tops)
            right = sum(left < box[2] - 1 for left in lefts)
            if text and text.strip():
                sheet.cells[row, column] = Cell(row, column, text.strip())
            if (row, column) != (bottom, right):
                sheet.merged.append(Range(row, column, bottom, right))
    return sheet
