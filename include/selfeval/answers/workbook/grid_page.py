"""One sheet of a grid → a worksheet: every text at its address, merged as in the file, as wide as it needs."""

from lxml import etree

from selfeval.answers.workbook.address import LAST_COLUMN, LAST_ROW
from selfeval.answers.workbook.geometry import lines_in, wide
from selfeval.answers.workbook.package import Element, NotEditableError
from selfeval.answers.workbook.stylesheet import Look, Stylesheet
from selfeval.answers.workbook.text import SHEET_ML, add_text_cell, child, tag
from selfeval.sheet import Cell, Range, Sheet, column_letters

NARROWEST, WIDEST, TALLEST = 6.0, 28.0, 400.0
WIDTH_OF_A4 = 180
A4, A3 = 9, 8
MOST_RULED = 50_000
"""Blank cells are ruled too, but not those of a sheet that holds a cell here and there."""
LINE_POINTS = 13.5
LARGEST_MERGE = 100_000
LONGEST_NUMBER = 11
"""What Excel prints of a number in a cell without a format; the digits of longer ones are kept as text."""
CELL_LOOK = Look(has_border=True, vertical="center")
LINE_LOOK = Look(is_bold=True, vertical="center", is_wrapped=False)
AROUND_LOOK = Look(size=9, colour="FF6B6B6B", is_wrapped=False)
_COLUMN = '<col min="{0}" max="{0}" width="{1:.1f}" customWidth="1"/>'
_FRAME = (
    f'<worksheet xmlns="{SHEET_ML}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView'
    ' workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>{columns}<sheetData/>{merges}'
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="{paper}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
)


def worksheet(sheet: Sheet, styles: Stylesheet) -> Element:
    """The worksheet; lines around a table stand two columns to its right. Raises NotEditableError."""
    around = _around(sheet)
    if any(cell.row > LAST_ROW or cell.column > LAST_COLUMN for cell in (*sheet.cells.values(), *around.values())):
        raise NotEditableError(reason="cells beyond XFD1048576")
    merged = _apart(sheet.merged)
    widths = _widths(sheet, merged)
    areas = "".join(f'<mergeCell ref="{_corners(area)}"/>' for area in merged)
    columns = "".join(_COLUMN.format(column, width) for column, width in sorted(widths.items()))
    root = etree.fromstring(
        _FRAME.format(
            columns=f"<cols>{columns}</cols>" if columns else "",
            merges=f"<mergeCells>{areas}</mergeCells>" if areas else "",
            paper=A3 if sum(widths.values()) > WIDTH_OF_A4 else A4,
        )
    )
    _fill(child(root, "sheetData"), sheet, around, widths, styles)
    return root


def _fill(data: Element, sheet: Sheet, around: dict[int, Cell], widths: dict[int, float], styles: Stylesheet) -> None:
    rows = sheet.rows()
    is_ruled = len(rows) * len(widths) <= MOST_RULED
    for number in sorted({*rows, *around}):
        row = etree.SubElement(data, tag("row"), r=str(number))
        cells = {cell.column: cell for cell in rows.get(number, [])}
        is_line = _is_line(rows.get(number, []))
        for column in sorted({*cells, *(widths if is_ruled and cells and not is_line else ())}):
            cell = cells.get(column, Cell(number, column, ""))
            _add(row, f"{column_letters(column)}{number}", cell, styles.looking(LINE_LOOK if is_line else CELL_LOOK))
        height = max((lines_in(cell.text, widths[cell.column]) for cell in cells.values()), default=1) * LINE_POINTS + 4
        if not is_line and cells:
            row.attrib.update({"ht": f"{min(height, TALLEST):.1f}", "customHeight": "1"})
        if beside := around.get(number):
            _add(row, f"{column_letters(beside.column)}{number}", beside, styles.looking(AROUND_LOOK))


def _add(row: Element, reference: str, cell: Cell, style: tuple[int, int]) -> None:
    """A number as a number where that prints as it is printed, all else as text."""
    if cell.number is None or f"{cell.number.normalize():f}" != cell.text or len(cell.text) > LONGEST_NUMBER:
        add_text_cell(row, reference, cell.text, style)
        return
    stored = etree.SubElement(row, tag("c"), r=reference, s=str(style[0]))
    etree.SubElement(stored, tag("v")).text = cell.text


def _around(sheet: Sheet) -> dict[int, Cell]:
    """The lines around a table by the row that they stand in."""
    column = max((column for _, column in sheet.cells), default=0) + 2
    return {row: Cell(row, column, text) for row, text in enumerate([*sheet.above, *sheet.below], 1) if text}


def _widths(sheet: Sheet, merged: list[Range]) -> dict[int, float]:
    """Each column up to the last as wide as its longest line, within reason.

    What spans columns, or is a line of its own, demands nothing.
    """
    spanning = {(area.top, area.left) for area in merged if area.right > area.left}
    widths = dict.fromkeys(range(1, max((column for _, column in sheet.cells), default=0) + 1), NARROWEST)
    for cells in sheet.rows().values():
        for cell in () if _is_line(cells) else cells:
            if (cell.row, cell.column) not in spanning:
                longest = max(wide(line) for line in cell.text.split("\n")) * 2.1 + 2
                widths[cell.column] = min(max(widths[cell.column], longest), WIDEST)
    return widths


def _is_line(cells: list[Cell]) -> bool:
    """Whether a row holds one cell only, the first: a title or a note, which may run on over the blank cells."""
    return [cell.column for cell in cells] == [1]


def _apart(areas: list[Range]) -> list[Range]:
    """Merged ranges of more than a cell that do not overlap: Excel refuses a workbook in which they do."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for area in areas:
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if not 1 < size <= LARGEST_MERGE or area.bottom > LAST_ROW or area.right > LAST_COLUMN:
            continue
        cells = {
            (row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)
        }
        if not cells & taken:
            taken |= cells
            kept.append(area)
    return kept


def _corners(area: Range) -> str:
    return f"{column_letters(area.left)}{area.top}:{column_letters(area.right)}{area.bottom}"
