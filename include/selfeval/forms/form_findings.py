"""The forms of a file to what they lack as a whole: amounts beside a rate, or everything."""

from collections.abc import Iterator, Sequence

from selfeval.forms.faults import NotFilledError, RateAloneError
from selfeval.forms.record import Form, Project, ReadingFinding


def form_findings(forms: Sequence[Form], file: str) -> list[ReadingFinding]:
    """A file whose forms are all empty is a fault; a rate without the amounts that it is of, a warning."""
    if not any(_is_filled(project) for form in forms for project in form.projects):
        return [ReadingFinding.of(NotFilledError(file=file), cell=forms[0].anchor_cell, form_number=1)]
    return [finding for number, form in enumerate(forms, start=1) for finding in _rates_alone(form, number)]


def _is_filled(project: Project) -> bool:
    """Whether a project states anything: zeros that a template prints before it is filled in state nothing."""
    has_amount = any(amount.value or project.name for amount in project.amounts)
    return has_amount or any(indicator.actual is not None for indicator in project.indicators)


def _rates_alone(form: Form, form_number: int) -> Iterator[ReadingFinding]:
    for number, project in enumerate(form.projects, start=1):
        totals = {amount.measure for amount in project.amounts if amount.source == "total"}
        lacks = [] if totals & {"budget", "budget_initial"} else ["budget"]
        lacks += [] if "executed" in totals else ["executed"]
        if (rate := project.stated_rate) and rate.value and lacks:
            told = RateAloneError(
                name=project.name or "", printed=rate.printed, missing=" / ".join(lacks), cell=rate.cell
            )
            yield ReadingFinding.of(
                told,
                severity="warning",
                cell=rate.cell,
                form_number=form_number,
                project_number=number,
                project_name=project.name,
            )
