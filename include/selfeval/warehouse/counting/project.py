"""A project within a fiscal year: who told of it, which of its lines count, and what is doubtful about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.warehouse.counting.line import Form, Line, Question, Totals


@dataclass(eq=False)
class Report:
    """What one form says of a project: one line, or several of one name, and which reports it took the place of."""

    form: Form
    lines: tuple[Line, ...]
    delivery: int
    replaces: list["Report"] = field(default_factory=list)
    """Reports of the project whose place it took, or of the form that its own corrects and that lacks the project."""
    is_withdrawn: bool = False
    has_counted: bool = False
    reason: str = ""
    """What became of it so far: the outcome of its lines."""

    @property
    def totals(self) -> Totals:
        """Budget and spending of its lines together; None where a line prints none."""
        return total([line.totals for line in self.lines])

    @property
    def content(self) -> frozenset[object]:
        """All amounts that it prints."""
        return frozenset((number, one) for number, line in enumerate(self.lines) for one in line.content)

    def repeats(self, other: "Report") -> bool:
        """Whether it says what another report says: the same names but for their writing, codes and amounts.

        A code or an amount that only one of them prints is no difference.
        """
        pairs = list(zip(self.lines, other.lines, strict=False))
        return len(self.lines) == len(other.lines) and all(_repeats(*pair) for pair in pairs)

    @property
    def is_first(self) -> bool:
        """Whether it counted without taking the place of a report that was not withdrawn."""
        return self.has_counted and not self.is_withdrawn and all(one.is_withdrawn for one in self.replaces)


@dataclass(eq=False)
class Project:
    """One project: its reports in the order in which they came, and those that count now."""

    number: int
    department_key: int
    reports: list[Report] = field(default_factory=list)
    counted: list[Report] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    past: set[frozenset[object]] = field(default_factory=set)
    """Contents that counted once and were replaced."""
    place: int = 0
    """Which of several lines of one name on a form it is, from 0."""
    dropped_by: str = ""
    """The file that left it out as a correction, by its SHA-256; empty where none did, or it counts again."""
    is_rolled_up: bool = False
    part_of: int | None = None
    """The project that it is a part of, by its number."""
    parts: set[int] = field(default_factory=set)
    """Projects that are parts of it, by their numbers."""

    @property
    def is_set_aside(self) -> bool:
        """Whether it does not count because others do: units whose total it is, or the project that it is a part of."""
        return self.is_rolled_up or self.part_of is not None

    @property
    def newest(self) -> int:
        """The delivery that brought the last of what counts; 0 where nothing does."""
        return max((report.delivery for report in self.counted), default=0)

    @property
    def is_dropped(self) -> bool:
        """Whether a correction that stands left it out."""
        return bool(self.dropped_by)

    @property
    def latest(self) -> Report:
        """What was said of it last, of what counts; else what was said last at all."""
        return (self.counted or self.reports)[-1]

    @property
    def totals(self) -> Totals:
        """Budget and spending of what counts, its parts together."""
        return total([report.totals for report in self.counted or self.reports[-1:]])

    @property
    def is_coded(self) -> bool:
        """Whether any form printed a code of its own for it."""
        return bool(self.codes)

    def learn(self, report: Report, unit: str) -> None:
        """Take a report in: its names, codes and unit are the project's from now on."""
        self.reports.append(report)
        self.codes |= {line.own_code for line in report.lines} - {""}
        self.names |= {line.folded for line in report.lines}
        self.units |= {unit} - {""}


def _repeats(one: Line, other: Line) -> bool:
    is_coded = bool(one.own_code and other.own_code)
    if one.folded != other.folded or (is_coded and one.own_code != other.own_code):
        return False
    both = one.amounts.keys() & other.amounts.keys()
    return bool(both or not one.amounts) and all(one.amounts[key] == other.amounts[key] for key in both)


def total(each: Sequence[Totals]) -> Totals:
    """Totals added up; None where one of them is not printed."""
    return _sum([budget for budget, _ in each]), _sum([executed for _, executed in each])


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def agree(one: Totals, other: Totals) -> bool:
    """Whether two totals say the same: budget and spending, where both print them, and at least one of them."""
    known = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if None not in (mine, theirs)]
    return bool(known) and all(mine == theirs for mine, theirs in known)
