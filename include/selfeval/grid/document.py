"""Word documents (docx) to sheets: one a table, merged and nested ones told apart, with the lines above each."""

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from selfeval.grid.containers import has_pictures
from selfeval.grid.faults import BlankFileError, DamagedDocumentError, PictureError
from selfeval.sheet import Cell, Range, Sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_document(path: Path, name: str) -> list[Sheet]:
    """Every table, nested ones after the one that holds them, named Table1, Table2 …

    Raises DamagedDocumentError; BlankFileError, PictureError where there is neither a table nor text.
    """
    try:
        document = docx.Document(str(path))
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever a hostile file provokes
        raise DamagedDocumentError(file=name, reason=type(error).__name__) from error
    _settle_changes(document)
    sheets: list[Sheet] = []
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines += [block.text.strip()] if block.text.strip() else []
            continue
        for table in _with_nested(block):
            sheets.append(_sheet(table, f"Table{len(sheets) + 1}", lines))
            sheets[-1].follows = len(sheets) > 1
            lines = []
    if sheets:
        sheets[-1].below = lines
    elif not lines:
        raise PictureError(file=name, kind="docx") if has_pictures(path) else BlankFileError(file=name)
    return sheets


def _settle_changes(document: Document) -> None:
    """Tracked changes as a reader sees them: insertions and content controls are text, deletions are gone.

    python-docx looks into none of them, and would lose figures without a word.
    """
    body = document.element.body
    for gone in body.xpath(".//w:del | .//w:moveFrom | .//w:tr[w:trPr/w:del]"):
        if gone.getparent() is not None and gone.getparent().tag != f"{W}trPr":
            gone.getparent().remove(gone)
    for wrapper in reversed(body.xpath(".//w:ins | .//w:moveTo | .//w:smartTag | .//w:sdt")):
        content = wrapper.find(f"{W}sdtContent")
        parent, place = wrapper.getparent(), wrapper.getparent().index(wrapper)
        for child in reversed(list(wrapper if content is None else content)):
            parent.insert(place, child)
        parent.remove(wrapper)


def _with_nested(table: Table) -> Iterator[Table]:
    yield table
    seen: set[object] = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                for nested in cell.tables:
                    yield from _with_nested(nested)


def _sheet(table: Table, name: str, above: list[str]) -> Sheet:
    """python-docx repeats a merged cell at every place that it covers; its first place is its address."""
    sheet = Sheet(name, above=above)
    extents: dict[object, tuple[_Cell, Range]] = {}
    for row, line in enumerate(table.rows, start=1):
        for column, cell in enumerate(line.cells, start=1 + line.grid_cols_before):
            _, area = extents.get(cell._tc, (cell, Range(row, column, row, column)))
            extents[cell._tc] = cell, Range(area.top, area.left, max(area.bottom, row), max(area.right, column))
    for cell, area in extents.values():
        if text := cell.text.strip():
            sheet.cells[area.top, area.left] = Cell(area.top, area.left, text)
        if (area.top, area.left) != (area.bottom, area.right):
            sheet.merged.append(area)
    return sheet
