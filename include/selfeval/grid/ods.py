"""OpenDocument spreadsheets (ods) to sheets: the text that each cell shows, numbers beside it, merged ranges."""

import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree

from selfeval.grid.faults import DamagedWorkbookError, TooLargeError
from selfeval.sheet import Cell, Range, Sheet

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NUMBERS = ("float", "percentage", "currency")
MOST_CELLS = 200_000
"""Non-blank cells of one sheet: a hundred times the largest form seen. A file can ask for 17 billion in 1,330 bytes."""

MOST_COLUMNS = 16_384


def read_ods(path: Path, name: str) -> list[Sheet]:
    """The tables of a spreadsheet in order. Raises DamagedWorkbookError, TooLargeError."""
    try:
        with zipfile.ZipFile(path) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(archive.read("content.xml"), parser)
    except (zipfile.BadZipFile, KeyError, RuntimeError, OSError, etree.XMLSyntaxError) as error:
        raise DamagedWorkbookError(file=name, reason=type(error).__name__) from error
    return [_sheet(table, name) for table in root.iter(f"{TABLE}table")]


def _sheet(table: etree._Element, file: str) -> Sheet:
    sheet = Sheet(table.get(f"{TABLE}name") or "Sheet", hidden_columns=set(_hidden_columns(table)))
    row = 1
    for line in table.iter(f"{TABLE}table-row"):
        repeats = _count(line, "number-rows-repeated")
        cells = list(_cells(line))
        for number in range(row, row + (repeats if cells else 0)):
            sheet.hidden_rows |= {number} if _is_hidden(line) else set()
            for column, width, cell in cells:
                _put(sheet, number, column, width, cell)
                if len(sheet.cells) > MOST_CELLS:
                    raise TooLargeError(file=file, cells=MOST_CELLS)
        row += repeats
    return sheet


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    column = 1
    for one in table.iter(f"{TABLE}table-column"):
        width = _count(one, "number-columns-repeated")
        if _is_hidden(one):
            yield from range(column, min(column + width, MOST_COLUMNS + 1))
        column += width


def _is_hidden(element: etree._Element) -> bool:
    return element.get(f"{TABLE}visibility") in ("collapse", "filter")


def _cells(line: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """(first column, how many times it is repeated, cell) of each cell with content or extent."""
    column = 1
    for cell in line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        width = _count(cell, "number-columns-repeated")
        if _text(cell):
            yield column, width, cell
        column += width


def _put(sheet: Sheet, row: int, column: int, width: int, cell: etree._Element) -> None:
    text, number = _text(cell), _number(cell)
    for place in range(column, column + min(width, MOST_CELLS + 1)):
        sheet.cells[row, place] = Cell(row, place, text, number)
    rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
    if rows * columns > 1:
        sheet.merged.append(Range(row, column, row + rows - 1, column + columns - 1))


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(str(part) for part in line.itertext()) for line in cell.iterchildren(f"{TEXT}p")).strip()


def _number(cell: etree._Element) -> Decimal | None:
    if cell.get(f"{OFFICE}value-type") not in NUMBERS:
        return None
    try:
        return Decimal(cell.get(f"{OFFICE}value") or "")
    except InvalidOperation:
        return None


def _count(element: etree._Element, attribute: str) -> int:
    stated = element.get(f"{TABLE}{attribute}") or "1"
    return max(int(stated), 1) if stated.isascii() and stated.isdigit() else 1
