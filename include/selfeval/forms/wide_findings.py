"""What the rows of a wide form give cause to tell, as findings at their cells."""

from dataclasses import dataclass

from selfeval.errors import SelfevalError
from selfeval.forms.faults import (
    AmbiguousRowError,
    MissingMeasureError,
    RealignedRowError,
    UnconfirmedHeadingsError,
    UnevenHeadingsError,
    UnevenRowError,
    UnreadableFigureError,
)
from selfeval.forms.headings import HeadingBlock, missing_measures
from selfeval.forms.record import Form, Project, ReadingFinding, Severity
from selfeval.forms.rows import ProjectRow
from selfeval.forms.vocabulary import vocabulary
from selfeval.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class RowFindings:
    """Makes the findings of one project's row."""

    sheet: Sheet
    form_number: int
    project_number: int
    project: Project

    def unreadable(self, cell: Cell) -> ReadingFinding:
        """A figure that cannot be read makes its project disputed, not the file a fault."""
        address = self.sheet.address(cell.row, cell.column)
        return self._told(UnreadableFigureError(printed=cell.text, cell=address), address, "critical", is_fault=False)

    def alignment(self, placed: ProjectRow, *, headings_hold: bool) -> list[ReadingFinding]:
        """An alignment with a rival is a fault; one among rows that confirm their headings is a warning."""
        if placed.rivals:
            first, second = placed.rivals
            cell = min(first.cells.values(), key=lambda cell: cell.column)
            address = self.sheet.address(cell.row, cell.column)
            told = {"first": first.told(placed.slots), "second": second.told(placed.slots)}
            return [self._told(AmbiguousRowError(cell=address, **told), address, "critical")]
        if not placed.is_realigned:
            return []
        address = self.project.anchor_cell
        found = [self._told(RealignedRowError(cell=address), address, "warning")] if headings_hold else []
        return found + self._uneven(address)

    def _uneven(self, address: str) -> list[ReadingFinding]:
        """Money is spent from the sources that were budgeted; a realigned row that says otherwise is doubtful."""
        budget, executed = (
            [amount.source for amount in self.project.amounts if amount.measure == measure]
            for measure in ("budget", "executed")
        )
        if not budget or not executed or set(budget) == set(executed):
            return []
        told = UnevenRowError(cell=address, budget="、".join(budget), executed="、".join(executed))
        return [self._told(told, address, "warning")]

    def _told(
        self, error: SelfevalError, cell: str, severity: Severity, *, is_fault: bool | None = None
    ) -> ReadingFinding:
        return ReadingFinding.of(
            error,
            severity=severity,
            is_fault=is_fault,
            cell=cell,
            form_number=self.form_number,
            project_number=self.project_number,
            project_name=self.project.name,
        )


def heading_findings(form: Form, block: HeadingBlock, form_number: int, *, headings_hold: bool) -> list[ReadingFinding]:
    """What the headings lack: a measure (a fault), or the confirmation of the rows (information)."""
    found = [_missing(form, measure, form_number) for measure in missing_measures(block)]
    found += _uneven(form, block, form_number, headings_hold=headings_hold)
    if form.projects and not headings_hold:
        told = UnconfirmedHeadingsError(rows=len(form.projects), cell=form.anchor_cell)
        found.append(ReadingFinding.of(told, severity="info", cell=form.anchor_cell, form_number=form_number))
    return found


def _uneven(form: Form, block: HeadingBlock, number: int, *, headings_hold: bool) -> list[ReadingFinding]:
    """Measures split by other sources: a heading is lost or moved. A fault where rows shifted."""
    columns = [*block.columns.values()]
    sources = {
        slot.measure: [s.source or "" for s in columns if s.measure == slot.measure] for slot in columns if slot.measure
    }
    split = {frozenset(found) for found in sources.values() if len(found) > 1}
    if not block.doubled and (len(split) < 2 or not headings_hold):
        return []
    told = "；".join(f"{measure}: {'、'.join(found)}" for measure, found in sources.items())
    fault = UnevenHeadingsError(columns=told, cell=form.anchor_cell)
    severity: Severity = "warning" if headings_hold else "critical"
    return [ReadingFinding.of(fault, severity=severity, cell=form.anchor_cell, form_number=number)]


def _missing(form: Form, measure: str, number: int) -> ReadingFinding:
    zh = next(spelling for spelling, found in vocabulary().headings.items() if found.measure == measure)
    fault = MissingMeasureError(missing=zh, missing_en=measure, cell=form.anchor_cell)
    return ReadingFinding.of(fault, cell=form.anchor_cell, form_number=number)
