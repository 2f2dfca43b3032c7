"""A heading block and the rows below it to one wide form: a project a row."""

from selfeval.forms.headings import HeadingBlock
from selfeval.forms.ledger import Ledger
from selfeval.forms.masthead import Masthead
from selfeval.forms.record import Form, ReadingFinding
from selfeval.forms.rows import marker_of, place_rows, section_rows
from selfeval.forms.wide_findings import RowFindings, heading_findings
from selfeval.forms.wide_project import ledger_role, read_project
from selfeval.sheet import Cell, Sheet


def read_wide(
    sheet: Sheet, block: HeadingBlock, masthead: Masthead, last_row: int, number: int, ledger: Ledger
) -> tuple[Form, list[ReadingFinding]]:
    """The form of a heading block with its rows down to `last_row`; every cell read is marked in the ledger."""
    anchor = block.cells[0]
    form = Form(
        family="wide",
        anchor_cell=sheet.address(anchor.row, anchor.column),
        title=masthead.title_text,
        title_cell=_address(sheet, masthead.title),
        fiscal_year=masthead.fiscal_year,
        department=masthead.department,
        amount_unit=masthead.amount_unit,
        amount_unit_cell=_address(sheet, masthead.amount_unit_cell),
    )
    for cell in block.cells:
        ledger.mark(sheet, cell, "heading", number)
    findings: list[ReadingFinding] = []
    rows, headings_hold = place_rows(_project_rows(sheet, block, last_row, number, ledger), block)
    for placed in rows:
        project = read_project(sheet, placed, form.amount_unit)
        form.projects.append(project)
        told = RowFindings(sheet, number, len(form.projects), project)
        for slot, cell in placed.cells.items():
            if role := ledger_role(slot, cell, form.amount_unit):
                ledger.mark(sheet, cell, role, number, len(form.projects))
            else:
                findings.append(told.unreadable(cell))
        findings += told.alignment(placed, headings_hold=headings_hold)
    return form, heading_findings(form, block, number, headings_hold=headings_hold) + findings


def _project_rows(
    sheet: Sheet, block: HeadingBlock, last_row: int, number: int, ledger: Ledger
) -> dict[int, list[Cell]]:
    """Rows that hold a project; total and note rows are marked, a row of one lone text stays unread."""
    rows: dict[int, list[Cell]] = {}
    below = {row: cells for row, cells in sheet.rows().items() if block.bottom < row <= last_row}
    sections = section_rows(below)
    for row, cells in below.items():
        marker = marker_of(cells)
        if marker == "total" or row in sections:
            ledger.mark_all(sheet, cells, "total", number)
        elif marker == "note":
            ledger.mark_all(sheet, cells, "note", number)
        elif len(cells) > 1:
            rows[row] = cells
    return rows


def _address(sheet: Sheet, cell: Cell | None) -> str | None:
    return sheet.address(cell.row, cell.column) if cell else None
