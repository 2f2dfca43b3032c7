"""A heading block and the rows below it to one wide form: a project a row."""

from collections.abc import Iterable
from itertools import groupby

from selfeval.forms import figures
from selfeval.forms.amount_alignment import AmountChoice
from selfeval.forms.faults import AmbiguousRowError, RealignedRowError, UnconfirmedHeadingsError, UnreadableFigureError
from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.headings import HeadingBlock, Slot, merged_anchor
from selfeval.forms.ledger import Ledger
from selfeval.forms.masthead import Masthead
from selfeval.forms.record import Amount, CellRole, Form, Indicator, Project, ReadingFinding, StatedRate
from selfeval.forms.rows import ProjectRow, is_section, marker_of, place_rows
from selfeval.forms.vocabulary import Role
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
        project = _project(sheet, placed, form.amount_unit)
        form.projects.append(project)
        for slot, cell in placed.cells.items():
            if role := _ledger_role(slot, cell, form.amount_unit):
                ledger.mark(sheet, cell, role, number, len(form.projects))
            else:
                findings.append(_unreadable(sheet, cell, project, number, len(form.projects)))
        if placed.rivals:
            findings.append(_ambiguous(sheet, placed, placed.rivals, project, number, len(form.projects)))
        elif placed.is_realigned and headings_hold:
            findings.append(_realigned(project, number, len(form.projects)))
    if rows and not headings_hold:
        findings.append(_unconfirmed(form, number))
    return form, findings


def _project_rows(
    sheet: Sheet, block: HeadingBlock, last_row: int, number: int, ledger: Ledger
) -> dict[int, list[Cell]]:
    """Rows that hold a project; total and note rows are marked, a row of one lone text stays unread."""
    rows: dict[int, list[Cell]] = {}
    below = {row: cells for row, cells in sheet.rows().items() if block.bottom < row <= last_row}
    # Where every row is numbered so, the numerals are the projects' own.
    has_sections = any(kind_of(cells[0]) is Kind.NUMBER for cells in below.values())
    for row, cells in below.items():
        marker = marker_of(cells)
        if marker == "total" or (has_sections and is_section(cells)):
            ledger.mark_all(sheet, cells, "total", number)
        elif marker == "note":
            ledger.mark_all(sheet, cells, "note", number)
        elif len(cells) > 1:
            rows[row] = cells
    return rows


def _project(sheet: Sheet, placed: ProjectRow, unit: str | None) -> Project:
    one = {slot.role: cell for slot, cell in placed.cells.items()}
    first = min(placed.cells.values(), key=lambda cell: cell.column)
    return Project(
        anchor_cell=sheet.address(first.row, first.column),
        name=_text(one.get(Role.NAME)),
        name_cell=_address(sheet, one.get(Role.NAME)),
        sequence=_text(one.get(Role.SEQUENCE)),
        sequence_cell=_address(sheet, one.get(Role.SEQUENCE)) or _blank_address(sheet, placed, Role.SEQUENCE),
        division=_division(sheet, placed, one.get(Role.DIVISION)),
        amounts=_amounts(sheet, placed, unit),
        stated_rate=_stated_rate(sheet, one.get(Role.RATE)),
        goal_planned=_text(one.get(Role.GOAL_PLANNED)),
        goal_actual=_text(one.get(Role.GOAL_ACTUAL)),
        indicators=list(_indicators(sheet, placed)),
        total_score=figures.amount(score) if (score := one.get(Role.TOTAL_SCORE)) else None,
        problems=_text(one.get(Role.PROBLEMS)),
        rectification=_text(one.get(Role.RECTIFICATION)),
    )


def _division(sheet: Sheet, placed: ProjectRow, cell: Cell | None) -> str | None:
    """The division as printed; a cell merged downwards holds for each of its rows."""
    column = next((column for slot, column in placed.columns.items() if slot.role is Role.DIVISION), None)
    if cell is None and column:
        cell = merged_anchor(sheet, placed.row, column)
    return _text(cell)


def _amounts(sheet: Sheet, placed: ProjectRow, unit: str | None) -> list[Amount]:
    return [
        Amount(slot.measure, slot.source, value, cell.text, sheet.address(cell.row, cell.column))
        for slot, cell in placed.cells.items()
        if slot.measure and slot.source and (value := figures.amount_in(cell, unit)) is not None
    ]


def _stated_rate(sheet: Sheet, cell: Cell | None) -> StatedRate | None:
    value = figures.rate(cell) if cell else None
    return StatedRate(value, cell.text, sheet.address(cell.row, cell.column)) if cell and value is not None else None


def _indicators(sheet: Sheet, placed: ProjectRow) -> Iterable[Indicator]:
    """One indicator a level-2 group that has a target or an actual."""
    level_slots = [slot for slot in placed.slots if slot.level1]
    for (level1, level2), group in groupby(level_slots, key=lambda slot: (slot.level1, slot.level2)):
        cells = {slot.role: cell for slot in group if (cell := placed.cells.get(slot)) and not _is_null(cell)}
        target, actual = cells.get(Role.TARGET), cells.get(Role.ACTUAL)
        place = target or actual
        if place:
            yield Indicator(
                level1, level2, None, _text(target), _text(actual),
                cell=sheet.address(place.row, place.column), actual_cell=_address(sheet, actual),
            )  # fmt: skip


def _ambiguous(
    sheet: Sheet,
    placed: ProjectRow,
    rivals: tuple[AmountChoice, AmountChoice],
    project: Project,
    form_number: int,
    number: int,
) -> ReadingFinding:
    first, second = rivals
    cell = min(first.cells.values(), key=lambda cell: cell.column)
    address = sheet.address(cell.row, cell.column)
    fault = AmbiguousRowError(cell=address, first=first.told(placed.slots), second=second.told(placed.slots))
    return ReadingFinding.of(
        fault, cell=address, form_number=form_number, project_number=number, project_name=project.name
    )


def _unreadable(sheet: Sheet, cell: Cell, project: Project, form_number: int, number: int) -> ReadingFinding:
    """A figure that cannot be read makes its project disputed, not the file a fault."""
    address = sheet.address(cell.row, cell.column)
    return ReadingFinding.of(
        UnreadableFigureError(printed=cell.text, cell=address), is_fault=False, cell=address,
        form_number=form_number, project_number=number, project_name=project.name,
    )  # fmt: skip


def _realigned(project: Project, form_number: int, number: int) -> ReadingFinding:
    cell = project.anchor_cell
    return ReadingFinding.of(
        RealignedRowError(cell=cell), severity="warning", cell=cell,
        form_number=form_number, project_number=number, project_name=project.name,
    )  # fmt: skip


def _unconfirmed(form: Form, form_number: int) -> ReadingFinding:
    told = UnconfirmedHeadingsError(rows=len(form.projects), cell=form.anchor_cell)
    return ReadingFinding.of(told, severity="info", cell=form.anchor_cell, form_number=form_number)


def _ledger_role(slot: Slot, cell: Cell, unit: str | None) -> CellRole | None:
    """A figure that is none (another unit, two numbers in a cell) stays unread, and is told."""
    if _is_null(cell):
        return "blank_mark"
    if slot.measure and figures.amount_in(cell, unit) is None:
        return None
    return None if slot.role is Role.RATE and figures.rate(cell) is None else "value"


def _is_null(cell: Cell) -> bool:
    return kind_of(cell) is Kind.NULL_MARK


def _text(cell: Cell | None) -> str | None:
    return None if cell is None or _is_null(cell) else cell.text


def _address(sheet: Sheet, cell: Cell | None) -> str | None:
    return sheet.address(cell.row, cell.column) if cell else None


def _blank_address(sheet: Sheet, placed: ProjectRow, role: Role) -> str | None:
    """Where a blank value would stand: its heading's column, or the row's first."""
    slot = next((slot for slot in placed.slots if slot.role is role), None)
    return sheet.address(placed.row, placed.columns.get(slot, 1)) if slot else None
