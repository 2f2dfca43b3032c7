"""PDF pages with text to sheets: one a ruled table, merged cells from the rules, with the lines above and below it."""

import logging
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from selfeval.grid.faults import DamagedDocumentError, PasswordProtectedError, ScannedDocumentError
from selfeval.grid.pages import join_pages
from selfeval.grid.ruled import TOLERANCE, Box, Ruled, to_sheet
from selfeval.sheet import Sheet

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts and colours, which hold no data
Bounds = tuple[float, float, float, float]
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
            sheets = [to_sheet(table, f"Table{number}") for number, table in enumerate(tables, start=1)]
            for sheet in sheets[1:]:
                sheet.follows = True
            return sheets
    except (ScannedDocumentError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a hostile file provokes
        if "Password" in repr(error):
            raise PasswordProtectedError(file=name) from error
        raise DamagedDocumentError(file=name, reason=type(error).__name__) from error


def _tables(page: Page) -> list[Ruled]:
    found = sorted(map(partial(_closed, page), page.find_tables()), key=lambda table: table.bbox[1])
    tables: list[Ruled] = []
    top = page.bbox[1]
    for table in found:
        above = _lines(page, top, table.bbox[1])
        tables.append(Ruled(_boxes(page, table), page.page_number, page.height, above=above))
        top = table.bbox[3]
    if tables:
        tables[-1].below = _lines(page, top, page.bbox[3])
        tables[0].strays = _strays(page, found)
    return tables


def _closed(page: Page, table: Table) -> Table:
    """The table with the outer columns that no rule closes at the side: its level rules reach out there."""
    left, top, right, bottom = table.bbox
    band = page.crop((page.bbox[0], top - 1, page.bbox[2], bottom + 1), strict=False)
    level = [edge for edge in band.edges if edge["orientation"] == "h" and edge["x0"] < right and edge["x1"] > left]
    outer = min((edge["x0"] for edge in level), default=left), max((edge["x1"] for edge in level), default=right)
    missing = [x for x, side in zip(outer, (left, right), strict=True) if abs(x - side) > TOLERANCE]
    closed = band.find_tables({"explicit_vertical_lines": missing}) if missing else []
    return max([table, *closed], key=lambda found: len(found.cells))


def _strays(page: Page, tables: list[Table]) -> str:
    """What is printed between the top and the bottom of a table and in no cell of any: else it would be lost."""
    cells = [cell for table in tables for cell in table.cells]
    bands = [(page.bbox[0], table.bbox[1], page.bbox[2], table.bbox[3]) for table in tables]
    strays = [
        one
        for one in page.chars
        if one["text"].strip() and any(_within(one, b) for b in bands) and not any(_within(one, c) for c in cells)
    ]
    return "".join(one["text"] for one in sorted(strays, key=lambda one: (round(one["top"]), one["x0"])))


def _within(one: dict[str, Any], bounds: Bounds) -> bool:
    """Whether the middle of a character lies within bounds, as pdfplumber fills its cells."""
    x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
    return bool(bounds[0] <= x < bounds[2] and bounds[1] <= y < bounds[3])


def _lines(page: Page, top: float, bottom: float) -> list[str]:
    """Lines of text in a band of the page."""
    band = (page.bbox[0], top, page.bbox[2], bottom)
    text = page.filter(lambda one: one["object_type"] == "char" and _within(one, band)).extract_text()
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


def _fills_its_line(page: Page, bounds: Bounds) -> bool:
    """Whether one more character would hardly fit behind the last line of a cell (spaces beside digits take half)."""
    characters = [one for one in page.chars if one["text"].strip() and _within(one, bounds)]
    if not characters:
        return False
    lowest = max(one["bottom"] for one in characters)
    line = [one for one in characters if one["bottom"] > lowest - one["size"] / 2]
    used = max(one["x1"] for one in line) - min(one["x0"] for one in line)
    return bool(bounds[2] - bounds[0] - used < 1.5 * line[-1]["size"] + CELL_PADDING)
