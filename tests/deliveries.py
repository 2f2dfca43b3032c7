"""Deliveries said in a line → what settling makes of them: which projects count, at how much, and what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import combinations, count

from selfeval.vocabulary.normalise import business_key
from selfeval.warehouse.counting import departments as bodies
from selfeval.warehouse.counting.history import Answer, History, history
from selfeval.warehouse.counting.line import Delivery, Form, Line

FIRST_DAY = datetime(2022, 3, 1, tzinfo=UTC)
Row = tuple[str, float | None] | tuple[str, float | None, str]
"""A project's name, budget, and what the row is: its code, or `#` before its sequence number."""


@dataclass
class Handed:
    """What came in: forms by day, file and department; made into deliveries with the keys of a small warehouse."""

    forms: list[tuple[int, str, Form]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    keys: "count[int]" = field(default_factory=lambda: count(1))
    withdrawn: list[tuple[int, str]] = field(default_factory=list)
    again: list[tuple[int, str]] = field(default_factory=list)

    def wide(self, day: int, *rows: Row, file: str = "", department: str = "民政局", **more: str) -> "Handed":
        """A table of projects that comes on a day."""
        return self._form(day, "wide", rows, file, department, more)

    def card(self, day: int, row: Row, file: str = "", department: str = "民政局", **more: str) -> "Handed":
        """A card of one project that comes on a day."""
        return self._form(day, "card", (row,), file, department, more)

    def withdraw(self, day: int, file: str) -> "Handed":
        """A file that counts no more from a day on."""
        self.withdrawn.append((day, file))
        return self

    def repeat(self, day: int, file: str) -> "Handed":
        """The bytes of a file that come once more."""
        self.again.append((day, file))
        return self

    def settled(self, answers: Sequence[Answer] = (), until: datetime | None = None) -> History:
        """What counts, of all that came in until an instant."""
        codes = {key: business_key(name) for name, key in self.names.items()}
        came = [one for one in self.deliveries() if until is None or one.instant <= until]
        present = {form.department_key for one in came for form in one.forms}
        codes = {key: code for key, code in codes.items() if key in present}
        said = [one for one in answers if until is None or one.instant <= until]
        pairs = frozenset(frozenset(pair) for pair in combinations(codes, 2))
        return history(came, said, codes, bodies.suspected(codes), pairs)

    def deliveries(self) -> list[Delivery]:
        """Files with their forms, and what became of them."""
        files: dict[tuple[int, str], list[Form]] = {}
        for day, name, form in self.forms:
            files.setdefault((day, name), []).append(form)
        found = [Delivery(at(day), forms[0].submission_sha256, tuple(forms)) for (day, _), forms in files.items()]
        known = {name: forms for (_, name), forms in files.items()}
        found += [Delivery(at(day), known[name][0].submission_sha256, tuple(known[name])) for day, name in self.again]
        return found + [
            Delivery(at(day), known[name][0].submission_sha256, is_withdrawal=True) for day, name in self.withdrawn
        ]

    def _form(
        self, day: int, family: str, rows: Sequence[Row], file: str, department: str, more: Mapping[str, str]
    ) -> "Handed":
        name = file or f"{department}{day}.xlsx"
        key = next(self.keys)
        body = self.names.setdefault(department, len(self.names) + 1)
        fund = more.get("fund", "general")
        lines = tuple(self._line(key, number, body, row, fund) for number, row in enumerate(rows, 1))
        form = Form(
            key=key,
            submission_sha256=sha256(name.encode()).hexdigest(),
            number=sum(other == (day, name) for *other, _ in self.forms) + 1,
            family=family,
            department_key=body,
            unit=business_key(more.get("unit")),
            file_name=name,
            lines=lines,
        )
        self.forms.append((day, name, form))
        return self

    def _line(self, form: int, number: int, body: int, row: Row, fund: str) -> Line:
        name, budget, mark = (*row, "")[:3]
        yuan = Decimal(str(budget or 0)) * 10_000
        spent = yuan * Decimal("0.95")
        amounts = {
            (measure, source): amount
            for measure, amount in (("budget", yuan), ("executed", spent))
            for source in ("total", fund)
            if budget is not None
        }
        code, sequence = ("", mark[1:]) if mark.startswith("#") else (mark, "")
        return Line(form, number, number, body, 2021, name, business_key(name), business_key(code), sequence, amounts)


def at(day: int) -> datetime:
    """The instant of a day."""
    return FIRST_DAY + timedelta(days=day)


def total(settled: History) -> Decimal:
    """What counts, in 10,000 yuan."""
    budgets = [report.totals[0] or Decimal(0) for one in settled.settlement.projects for report in one.counted]
    return sum(budgets, Decimal(0)) / 10_000


def asked(settled: History) -> set[str]:
    """The kinds of what is asked."""
    return {question.kind for question in settled.settlement.questions}
