"""The cells that nothing read to findings: a warning, information where no field takes them, a fault where many."""

from collections.abc import Iterable

from selfeval.forms.faults import MuchUnreadError, RemarkCellsError, UnreadCellsError
from selfeval.forms.figures import Kind, kind_of
from selfeval.forms.record import LedgerEntry, ReadingFinding
from selfeval.sheet import Cell
from selfeval.vocabulary import Severity

CELLS_TOLD = 20
"""A message names so many cells; the ledger has them all."""
FIGURES = (Kind.NUMBER, Kind.RATE, Kind.GARBLED)
LEAST_UNREAD, LARGEST_SHARE = 8, 1 / 3
"""So many figures, and so large a share of them, are not a slip of the pen: a part of the form was not understood."""


def unread_findings(
    entries: Iterable[LedgerEntry], beside_forms: Iterable[LedgerEntry], file: str
) -> list[ReadingFinding]:
    """Findings on a file's entries; `beside_forms` are those on sheets with a form, or on tables that follow one."""
    unread = [entry for entry in entries if entry.role == "unread"]
    findings = _much_unread(list(beside_forms), file)
    severities: tuple[tuple[Severity, bool], ...] = (("warning", False), ("info", True))
    for severity, is_expected in severities:
        left = [entry for entry in unread if entry.is_expected is is_expected]
        if left:
            kind = RemarkCellsError if is_expected else UnreadCellsError
            told = kind(count=len(left), cells=_places(left))
            findings.append(ReadingFinding.of(told, severity=severity, cell=left[0].cell))
    return findings


def _much_unread(entries: list[LedgerEntry], file: str) -> list[ReadingFinding]:
    figures = [entry for entry in entries if kind_of(Cell(0, 0, entry.printed)) in FIGURES]
    unread = [entry for entry in figures if entry.role == "unread" and not entry.is_expected]
    if len(unread) < LEAST_UNREAD or len(unread) < LARGEST_SHARE * len(figures):
        return []
    fault = MuchUnreadError(total=len(figures), unread=len(unread), cells=_places(unread), file=file)
    return [ReadingFinding.of(fault, cell=unread[0].cell)]


def _places(entries: list[LedgerEntry]) -> str:
    return "、".join(entry.cell for entry in entries[:CELLS_TOLD]) + ("…" if len(entries) > CELLS_TOLD else "")
