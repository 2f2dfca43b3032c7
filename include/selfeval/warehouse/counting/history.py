"""Deliveries, withdrawals and answers in the order in which they happened → each line's outcomes in spans of time.

As of an instant the spans say what settling would say of what had happened by then: each event is taken in after those
before it, and an answer of a person settles anew what had come in by then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from selfeval.warehouse.counting.line import Delivery, LineKey
from selfeval.warehouse.counting.project import Project
from selfeval.warehouse.counting.settling import Outcome, Settlement

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what holds now: many clients cannot read infinity."""


@dataclass(frozen=True)
class Answer:
    """What a person answered to a question at an instant; None where the answer was revoked."""

    instant: datetime
    question_code: str
    is_confirmed: bool | None


@dataclass(frozen=True)
class Span:
    """A line and the time in which one outcome held, with the project that it told of then."""

    line: LineKey
    outcome: Outcome
    project: Project | None
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class History:
    """What counts now, and what counted when."""

    settlement: Settlement
    spans: Sequence[Span]


def history(
    deliveries: Iterable[Delivery],
    answers: Iterable[Answer],
    departments: Mapping[int, str],
    suspected: frozenset[frozenset[int]] = frozenset(),
    related: frozenset[frozenset[int]] = frozenset(),
) -> History:
    """Settle a year of departments event by event.

    `departments` are their normalised names by key; `suspected` pairs of them that may be one by their names, and
    `related` those that report the same projects at any time.
    """
    told: list[Delivery] = []
    answered: dict[str, bool] = {}
    settlement = Settlement({}, departments, suspected, related)
    begun: dict[LineKey, tuple[Outcome, datetime]] = {}
    spans: list[Span] = []
    for event in _in_order(deliveries, answers):
        earlier = settlement
        if isinstance(event, Delivery):
            told.append(event)
            changed = settlement.take(event)
        else:
            answered.pop(event.question_code, None)
            if event.is_confirmed is not None:
                answered[event.question_code] = event.is_confirmed
            settlement = Settlement(dict(answered), departments, suspected, related)
            for delivery in told:
                settlement.take(delivery)
            changed = settlement.outcomes
        for line, outcome in changed.items():
            before = begun.get(line)
            if before and before[0] == outcome:
                # An answer may have numbered the projects anew.
                begun[line] = outcome, before[1]
                continue
            if before and before[1] < event.instant:
                spans.append(Span(line, before[0], _project(earlier, before[0]), before[1], event.instant))
            begun[line] = outcome, event.instant
    for line, (outcome, since) in begun.items():
        spans.append(Span(line, outcome, _project(settlement, outcome), since, FOREVER))
    return History(settlement, spans)


def _project(settlement: Settlement, outcome: Outcome) -> Project | None:
    return None if outcome.project_number is None else settlement.projects[outcome.project_number]


def _in_order(deliveries: Iterable[Delivery], answers: Iterable[Answer]) -> list[Delivery | Answer]:
    """By instant; at one instant deliveries before withdrawals before answers, and deliveries by their files."""

    def place(event: Delivery | Answer) -> tuple[datetime, int, str]:
        if isinstance(event, Answer):
            return event.instant, 2, ""
        return event.instant, int(event.is_withdrawal), event.submission_sha256

    return sorted([*deliveries, *answers], key=place)
