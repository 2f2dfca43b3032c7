"""A file's sheets to its reading: all forms on all sheets, the ledger of cells, and what reading found wrong."""

from itertools import pairwise

from selfeval.errors import SelfevalError
from selfeval.forms.card import read_card
from selfeval.forms.card_extent import CardExtent, find_cards
from selfeval.forms.faults import NoFormError, YearOfFileNameError
from selfeval.forms.form_findings import form_findings
from selfeval.forms.heading_blocks import find_blocks
from selfeval.forms.headings import HeadingBlock
from selfeval.forms.ledger import Ledger
from selfeval.forms.masthead import Masthead, doubts, faults, read_masthead
from selfeval.forms.page_breaks import join_repeated
from selfeval.forms.record import Reading, ReadingFinding
from selfeval.forms.table_flow import join_tables
from selfeval.forms.unread import unread_findings
from selfeval.forms.wide import read_wide
from selfeval.forms.years import year_of
from selfeval.sheet import Cell, Sheet


def read_forms(sheets: list[Sheet], file_name: str) -> Reading:
    """Read every form of a file. A file without one yields a critical finding, not an exception."""
    reading = Reading()
    sheets = join_tables(sheets)
    ledger = Ledger(sheets)
    with_form: list[Sheet] = []
    for whole in sheets:
        before = len(reading.forms)
        sheet = whole.without_repeated()
        blocks = join_repeated(sheet, find_blocks(sheet))
        for block, first, last in _extents(sheet, blocks):
            _read_form(reading, sheet, block, (first, last), ledger)
        if not blocks:
            for card in find_cards(sheet):
                _read_card(reading, sheet, card, ledger)
        if len(reading.forms) > before or (whole.follows and reading.forms):
            with_form.append(whole)
            repeated = [cell for cell in whole.cells.values() if cell.row in whole.repeated]
            ledger.mark_all(whole, repeated, "heading", len(reading.forms))
    reading.ledger = ledger.entries()
    if broken := ledger.fault(file_name):
        reading.findings.append(ReadingFinding.of(broken))
    if not reading.forms:
        reading.findings.append(ReadingFinding.of(NoFormError(file=file_name)))
    else:
        reading.findings += _file_name_findings(reading, file_name) + form_findings(reading.forms, file_name)
        reading.findings += unread_findings(reading.ledger, ledger.entries_of(with_form), file_name)
    return reading


def _read_card(reading: Reading, sheet: Sheet, card: CardExtent, ledger: Ledger) -> None:
    number = len(reading.forms) + 1
    rows = sheet.rows()
    above = [cell for row in card.masthead if row in rows for cell in rows[row]]
    lines = [Cell(0, column, text) for column, text in enumerate(card.lines)]
    headings = [cell for row in card.body if row in rows for cell in rows[row]]
    masthead = read_masthead(lines + above, headings, headings)
    for cell in above + headings:
        if role := masthead.read.get((cell.row, cell.column)):
            ledger.mark(sheet, cell, role, number)
    family = "overall" if masthead.family == "overall" else "card"
    reading.findings += _masthead_findings(masthead, sheet, number)
    rows_of_card = range(card.masthead.start, card.body.stop)
    form, findings = read_card(sheet, rows_of_card, family, masthead, number, ledger)
    reading.forms.append(form)
    reading.findings += findings


def _masthead_findings(masthead: Masthead, sheet: Sheet, number: int) -> list[ReadingFinding]:
    cell = masthead.title or masthead.amount_unit_cell
    address = sheet.address(cell.row, cell.column) if cell and cell.row else None
    told = [ReadingFinding.of(fault, form_number=number, cell=address) for fault in faults(masthead, sheet)]
    doubted = doubts(masthead, sheet)
    return told + [ReadingFinding.of(one, severity="warning", form_number=number, cell=address) for one in doubted]


def _file_name_findings(reading: Reading, file_name: str) -> list[ReadingFinding]:
    """A year in the file's name that none of its forms reports on."""
    named, stated = year_of(file_name), sorted({form.fiscal_year for form in reading.forms if form.fiscal_year})
    if named is None or not stated or named in stated:
        return []
    told = YearOfFileNameError(named=named, stated="、".join(map(str, stated)), file=file_name)
    return [ReadingFinding.of(told, severity="warning")]


def unreadable(error: SelfevalError) -> Reading:
    """The reading of a file that could not be opened: no form, one finding that says why."""
    return Reading(findings=[ReadingFinding.of(error)])


def _extents(sheet: Sheet, blocks: list[HeadingBlock]) -> list[tuple[HeadingBlock, int, int]]:
    """(block, first row of its masthead, last row of its form); a form ends where the next one's title stands."""
    rows = sheet.rows()
    starts = [1] + [_title_row(rows, earlier, later) for earlier, later in pairwise(blocks)]
    ends = [start - 1 for start in starts[1:]] + [max(rows, default=0)]
    return list(zip(blocks, starts, ends, strict=False))


def _title_row(rows: dict[int, list[Cell]], earlier: HeadingBlock, later: HeadingBlock) -> int:
    between = [row for row in rows if earlier.bottom < row < later.top]
    heads = {row: read_masthead(rows[row], []) for row in between}
    titled = [row for row, head in heads.items() if head.title_text]
    if titled:
        return titled[-1]
    start = later.top
    for row in reversed(between):  # lines of department and unit that stand right above the headings
        if not heads[row].read:
            break
        start = row
    return start


def _read_form(reading: Reading, sheet: Sheet, block: HeadingBlock, extent: tuple[int, int], ledger: Ledger) -> None:
    number = len(reading.forms) + 1
    above = [cell for row, cells in sheet.rows().items() if extent[0] <= row < block.top for cell in cells]
    below = [cell for row, cells in sheet.rows().items() if block.bottom < row <= extent[1] for cell in cells]
    lines = [Cell(0, column, text) for column, text in enumerate(sheet.above)] if extent[0] == 1 else []
    masthead = read_masthead(lines + above, block.cells, below)
    for cell in above + below:
        if role := masthead.read.get((cell.row, cell.column)):
            ledger.mark(sheet, cell, role, number)
    form, findings = read_wide(sheet, block, masthead, extent[1], number, ledger)
    reading.forms.append(form)
    reading.findings += _masthead_findings(masthead, sheet, number) + findings
