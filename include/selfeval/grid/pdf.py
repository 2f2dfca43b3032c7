"""PDF pages with text to sheets: one a ruled table, merged cells from the rules, with the lines above and below it."""

import logging
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from selfeval.grid.faults import DamagedDocumentError, PasswordProtectedError, ScannedDocumentError
from selfeval.grid.pages import join_pages
from selfeval.grid.ruled import TOLERANCE, Box, Ruled, to_sheet
from selfeval.sheet import Sheet

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts and colours, which hold no data
CELL_PADDING = 12.0
"""Points left free at both sides of a cell together: 10.8 in Word as it comes, 5.7 in LibreOffice."""


def read_pdf(path: Path, name: str) -> list[Sheet]:
    """Every table, one that goes on across pages once, named Table1, Table2 …

    Raises DamagedDocumentError, ScannedDocumentError, PasswordProtectedError.
    """
    try:
        with pdfplumber.open(path) as pdf:
            if not any(page.chars for page in pdf.pages):
                raise ScannedDocumentError(file=name, pages=len(pdf.pages))
            tables = join_pages(table for page in pdf.pages for table in _tables(page))
            return [to_sheet(table, f"Table{number}") for number, table in enumerate(tables, start=1)]
    except (ScannedDocumentError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a hostile file provokes
        if "Password" in repr(error):
            raise PasswordProtectedError(file=name) from error
        raise DamagedDocumentError(file=name, reason=type(error).__name__) from error


def _tables(page: Page) -> list[Ruled]:
    tables: list[Ruled] = []
    top = page.bbox[1]
    for found in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
        boxes = _boxes(page, found)
        tables.append(Ruled(boxes, page.page_number, page.height, above=_lines(page, top, found.bbox[1])))
        top = found.bbox[3]
    if tables:
        tables[-1].below = _lines(page, top, page.bbox[3])
    return tables


def _lines(page: Page, top: float, bottom: float) -> list[str]:
    """Lines of text in a band of the page."""
    if bottom - top < 1:
        return []
    text = page.within_bbox((page.bbox[0], top, page.bbox[2], bottom)).extract_text()
    return [line.strip() for line in text.splitlines() if line.strip()]


def _boxes(page: Page, table: Table) -> list[Box]:
    """The boxes of a table; of those at its end is known whether their text fills its last line."""
    boxes: list[Box] = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for bounds, text in zip(row.cells, texts, strict=True):
            if bounds:
                is_full = bounds[3] > table.bbox[3] - TOLERANCE and bool(text) and _fills_its_line(page, bounds)
                boxes.append(Box(*bounds, (text or "").strip(), is_full))
    return boxes


def _fills_its_line(page: Page, bounds: tuple[float, float, float, float]) -> bool:
    """Whether one more character would hardly fit behind the last line of a cell (spaces beside digits take half)."""
    characters = page.within_bbox(bounds, strict=False).chars
    if not characters:
        return False
    lowest = max(one["bottom"] for one in characters)
    line = [one for one in characters if one["bottom"] > lowest - one["size"] / 2]
    used = max(one["x1"] for one in line) - min(one["x0"] for one in line)
    return bool(bounds[2] - bounds[0] - used < 1.5 * line[-1]["size"] + CELL_PADDING)
