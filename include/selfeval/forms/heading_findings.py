"""What the headings of a wide form give cause to tell, by themselves and by the sums below them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from selfeval.errors import SelfevalError
from selfeval.forms.faults import (
    ContradictedHeadingsError,
    MissingMeasureError,
    UnconfirmedHeadingsError,
    UnevenHeadingsError,
)
from selfeval.forms.headings import HeadingBlock, missing_measures
from selfeval.forms.record import Form, Project, ReadingFinding
from selfeval.forms.vocabulary import MEASURES, Meaning, vocabulary
from selfeval.vocabulary import Severity

LEAST_CONTRADICTED = 2
"""One row whose parts do not add up is a wrong figure; several, and most of them, are headings beside their columns."""


def heading_findings(form: Form, block: HeadingBlock, form_number: int, *, headings_hold: bool) -> list[ReadingFinding]:
    """What the headings lack: a measure (a fault), sources alike, sums that confirm them, rows that confirm them."""
    told: list[tuple[SelfevalError, Severity]] = [(error, "critical") for error in _missing(form, block)]
    told += [(error, "warning" if headings_hold else "critical") for error in _uneven(form, block, holds=headings_hold)]
    told += [(error, "critical") for error in _contradicted(form)]
    if form.projects and not headings_hold:
        told.append((UnconfirmedHeadingsError(rows=len(form.projects), cell=form.anchor_cell), "info"))
    return [
        ReadingFinding.of(error, severity=severity, cell=form.anchor_cell, form_number=form_number)
        for error, severity in told
    ]


def words_for(sources: Iterable[str]) -> str:
    """Sources in the form's words."""
    return "、".join(_spelling("source", source) for source in sources)


def _missing(form: Form, block: HeadingBlock) -> Iterator[SelfevalError]:
    for measure in missing_measures(block):
        yield MissingMeasureError(missing=_spelling("measure", measure), missing_en=measure, cell=form.anchor_cell)


def _uneven(form: Form, block: HeadingBlock, *, holds: bool) -> Iterator[SelfevalError]:
    """A column without a heading of its own, or measures split by source but not by the same in the same order."""
    sources = {
        measure: [slot.source for slot in block.columns.values() if slot.measure == measure and slot.source]
        for measure in MEASURES
    }
    split = {tuple(found) for found in sources.values() if len(found) > 1}
    if block.doubtful or (holds and len(split) > 1):
        told = "；".join(f"{_spelling('measure', m)}：{words_for(found)}" for m, found in sources.items() if found)
        yield UnevenHeadingsError(columns=told, cell=form.anchor_cell)


def _contradicted(form: Form) -> Iterator[SelfevalError]:
    """A measure whose parts do not add up to its total in most of the rows that print both."""
    for measure in MEASURES:
        agreeing = [agrees for project in form.projects if (agrees := _parts_agree(project, measure)) is not None]
        wrong = agreeing.count(False)
        if wrong >= LEAST_CONTRADICTED and 2 * wrong > len(agreeing):
            words = {"measure": _spelling("measure", measure), "measure_en": measure}
            yield ContradictedHeadingsError(rows=len(agreeing), wrong=wrong, cell=form.anchor_cell, **words)


def _parts_agree(project: Project, measure: str) -> bool | None:
    """Whether a project's parts make its total, or leave a rest as a lone part may; None where it prints not both."""
    printed = {amount.source: amount.value for amount in project.amounts if amount.measure == measure}
    total = printed.pop("total", None)
    parts = [value for source, value in printed.items() if vocabulary().part_of[source] not in printed]
    if total is None or not parts:
        return None
    return sum(parts, Decimal(0)) == total if len(parts) > 1 else parts[0] <= total


def _spelling(kind: str, name: str) -> str:
    """The first spelling of a measure or a source in the vocabulary."""
    return next(words for words, found in vocabulary().headings.items() if _named(found, kind) == name)


def _named(found: Meaning, kind: str) -> str | None:
    return found.source if kind == "source" else found.measure
