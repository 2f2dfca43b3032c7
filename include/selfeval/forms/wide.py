"""A heading block and the rows below it to one wide form: a project a row."""

from selfeval.forms.figures import has_second_figure, is_rest, one_unit
from selfeval.forms.heading_findings import heading_findings
from selfeval.forms.headings import HeadingBlock, merged_anchor
from selfeval.forms.ledger import Ledger
from selfeval.forms.masthead import Masthead
from selfeval.forms.names import coded
from selfeval.forms.record import Form, ReadingFinding
from selfeval.forms.rows import NUMERIC, ProjectRow, as_headed, marker_of, place_rows, section_rows
from selfeval.forms.vocabulary import Role
from selfeval.forms.wide_findings import RowFindings
from selfeval.forms.wide_project import ledger_role, read_indicators, read_project
from selfeval.sheet import Cell, Sheet


def read_wide(
    sheet: Sheet, block: HeadingBlock, masthead: Masthead, last_row: int, number: int, ledger: Ledger
) -> tuple[Form, list[ReadingFinding]]:
    """The form of a heading block with its rows down to `last_row`; every cell read is marked in the ledger."""
    anchor = block.cells[0]
    found = _project_rows(sheet, block, last_row, number, ledger)
    continued = {row: cells for row, cells in found.items() if _goes_on(sheet, block, row)}
    rows, headings_hold = place_rows({row: found[row] for row in found if row not in continued}, block)
    form = Form(
        family="wide",
        anchor_cell=sheet.address(anchor.row, anchor.column),
        title=masthead.title_text,
        title_cell=_address(sheet, masthead.title),
        fiscal_year=masthead.fiscal_year,
        department=masthead.department or _department(sheet, block, rows, number, ledger),
        amount_unit=masthead.amount_unit or one_unit(cell for row in rows for cell in row.cells.values()),
        amount_unit_cell=_address(sheet, masthead.amount_unit_cell),
    )
    ledger.mark_all(sheet, block.cells, "heading", number)
    findings: list[ReadingFinding] = []
    for placed in rows:
        project = read_project(sheet, placed, form.amount_unit)
        if project.budget_weight is None:
            project.budget_weight = block.budget_weight
            project.budget_weight_cell = _address(sheet, block.budget_weight_cell)
        form.projects.append(project)
        told = RowFindings(sheet, number, len(form.projects), project)
        for slot, cell in placed.cells.items():
            if role := ledger_role(slot, cell, form.amount_unit):
                ledger.mark(sheet, cell, role, number, len(form.projects))
                findings += [told.second_figure(cell)] if slot.role in NUMERIC and has_second_figure(cell) else []
            else:
                findings.append(told.unreadable(cell))
        findings += told.alignment(placed, headings_hold=headings_hold)
        for more in [as_headed(row, continued.pop(row), block.columns) for row in _rows_of(rows, placed, continued)]:
            project.indicators += read_indicators(sheet, more)
            for slot, cell in more.cells.items():
                if slot.level1 or slot.role in (Role.TARGET, Role.ACTUAL):
                    ledger.mark(sheet, cell, "value", number, len(form.projects))
    return form, heading_findings(form, block, number, headings_hold=headings_hold) + findings


def _goes_on(sheet: Sheet, block: HeadingBlock, row: int) -> bool:
    """Whether a row has no name of its own because the name above is merged down to it: more of that project."""
    column = next((column for column, slot in block.columns.items() if slot.role is Role.NAME), 0)
    if (row, column) in sheet.cells:
        return False
    anchor = merged_anchor(sheet, row, column)
    return anchor is not None and block.bottom < anchor.row < row


def _rows_of(rows: list[ProjectRow], placed: ProjectRow, continued: dict[int, list[Cell]]) -> list[int]:
    """The rows that go on with a project: down to the next project."""
    following = min((one.row for one in rows if one.row > placed.row), default=max(continued, default=0) + 1)
    return [row for row in continued if placed.row < row < following]


def _project_rows(
    sheet: Sheet, block: HeadingBlock, last_row: int, number: int, ledger: Ledger
) -> dict[int, list[Cell]]:
    """Rows that hold a project; total and note rows are marked, a row of one lone text stays unread."""
    rows: dict[int, list[Cell]] = {}
    below = {row: cells for row, cells in sheet.rows().items() if block.bottom < row <= last_row}
    name_column = next((column for column, slot in block.columns.items() if slot.role is Role.NAME), 0)
    sections = section_rows(below, name_column)
    for row, cells in below.items():
        marker = marker_of(cells, name_column)
        if row in block.repeated:
            ledger.mark_all(sheet, cells, "heading", number)
        elif marker == "total" or row in sections:
            ledger.mark_all(sheet, cells, "total", number)
        elif marker == "note":
            ledger.mark_all(sheet, cells, "note", number)
        elif all(is_rest(cell) for cell in cells):
            ledger.mark_all(sheet, cells, "blank_mark", number)
        elif len(cells) > 1:
            rows[row] = cells
            for cell in cells:
                if cell.column in block.remarks & block.foreign:
                    ledger.leave(sheet, cell, number)
    return rows


def _department(sheet: Sheet, block: HeadingBlock, rows: list[ProjectRow], number: int, ledger: Ledger) -> str | None:
    """The one body that a column of departments names in every row, where nothing above the table names one."""
    column = block.department_column
    cells = [cell for row in rows if column and (cell := sheet.cells.get((row.row, column)))]
    names = {name for cell in cells if (name := coded(cell)[1])}
    if len(names) != 1:
        return None
    ledger.mark_all(sheet, cells, "value", number)
    return names.pop()


def _address(sheet: Sheet, cell: Cell | None) -> str | None:
    return sheet.address(cell.row, cell.column) if cell else None
