"""The sheets that were read from a file of any format → a workbook with the same texts at the same addresses."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from selfeval.answers.workbook.grid_page import worksheet
from selfeval.answers.workbook.package import (
    CONTENT_TYPES,
    FIRST_DAY,
    OFFICE,
    RELATIONSHIPS,
    NotEditableError,
    parsed,
    serialised,
)
from selfeval.answers.workbook.stylesheet import EMPTY, Stylesheet
from selfeval.answers.workbook.text import SHEET_ML, tag
from selfeval.sheet import Sheet

LONGEST_TITLE = 31
UNUSABLE_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MIME}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_MIME}.styles+xml"/>{{}}</Types>'
)
_PAGE_TYPE = f'<Override PartName="/xl/worksheets/sheet{{}}.xml" ContentType="{_MIME}.worksheet+xml"/>'
_ROOT = (
    f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)
_RELATIONS = (
    f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId0" Type="{OFFICE}/styles" Target="styles.xml"/>'
    "{}</Relationships>"
)
_RELATION = f'<Relationship Id="rId{{0}}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{{0}}.xml"/>'
_BOOK = f'<workbook xmlns="{SHEET_ML}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews><sheets/></workbook>'


def write_copy(sheets: Sequence[Sheet], target: BinaryIO) -> dict[str, str]:
    """Write the workbook to `target`; the titles of its sheets by the names that addresses use.

    Raises NotEditableError where there is no sheet or a cell lies beyond what a workbook holds.
    """
    if not sheets:
        raise NotEditableError(reason="no sheet")
    titles = _titles(sheet.name for sheet in sheets)
    look = parsed(EMPTY)
    styles = Stylesheet(look)
    numbers = range(1, len(sheets) + 1)
    pages = {
        f"xl/worksheets/sheet{number}.xml": serialised(worksheet(sheet, styles))
        for number, sheet in enumerate(sheets, 1)
    }
    book = parsed(_BOOK.encode())
    for number, sheet in enumerate(sheets, 1):
        one = etree.SubElement(book[1], tag("sheet"), name=titles[sheet.name], sheetId=str(number))
        one.set(f"{{{OFFICE}}}id", f"rId{number}")
    parts = {
        "[Content_Types].xml": _TYPES.format("".join(map(_PAGE_TYPE.format, numbers))).encode(),
        "_rels/.rels": _ROOT.encode(),
        "xl/workbook.xml": serialised(book),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format("".join(map(_RELATION.format, numbers))).encode(),
        "xl/styles.xml": serialised(look),
    }
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in (parts | pages).items():
            archive.writestr(ZipInfo(name, FIRST_DAY), data, ZIP_DEFLATED)
    return titles


def _titles(names: Iterable[str]) -> dict[str, str]:
    """Each sheet's name as Excel takes it: 31 characters, without []:*?/\\, none like another."""
    titles: dict[str, str] = {}
    taken = {"history"}
    for name in names:
        base = name.translate(UNUSABLE_IN_TITLE).strip("'") or "Sheet"
        number = 1
        title = base[:LONGEST_TITLE]
        while title.casefold() in taken:
            number += 1
            title = f"{base[: LONGEST_TITLE - len(str(number)) - 1]}~{number}"
        taken.add(title.casefold())
        titles[name] = title
    return titles
