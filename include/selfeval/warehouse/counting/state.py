"""What is known of a year while its deliveries are taken in: outcomes of lines, projects, forms, open questions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from selfeval.warehouse.counting.identity import Register, question_code
from selfeval.warehouse.counting.line import Answers, Form, Line, LineKey, Question
from selfeval.warehouse.counting.project import Project, Report


@dataclass(frozen=True)
class Outcome:
    """What became of a line: `counted`, or the one reason why not; the project it tells of; whether it is in doubt."""

    reason: str
    project_number: int | None = field(default=None, compare=False)
    is_doubtful: bool = False
    named: LineKey | None = None
    """Of a line that counts: the line whose name the project bears."""
    department_key: int | None = None
    """Of a line that counts: the department in whose totals it does."""


@dataclass(eq=False)
class Told:
    """A form, or the cards of one file, as taken in: its unit, its projects, and what had counted of them before."""

    form: Form
    unit: str
    delivery: int
    lines: tuple[Line, ...] = ()
    projects: dict[int, Report] = field(default_factory=dict)
    met: dict[int, Report | None] = field(default_factory=dict)
    earlier: list["Told"] = field(default_factory=list)
    doubtful_rows: dict[LineKey, Question] = field(default_factory=dict)
    is_whole: bool = True
    """Whether a later form that tells of most of its projects, and not of all, leaves the others out."""

    def is_alike(self, other: "Told") -> bool:
        """Whether two forms are of one department and unit, and not about two funds: one may correct the other."""
        return (
            other.form.department_key == self.form.department_key
            and other.unit == self.unit
            and not (other.form.fund and self.form.fund and other.form.fund != self.form.fund)
        )


@dataclass(frozen=True)
class Asked:
    """A question about a form, while `is_open` says so, and the file that gave rise to it."""

    question: Question
    is_open: Callable[[], bool]
    submission_sha256: str = ""


@dataclass(eq=False)
class State:
    """What counts of one year's deliveries so far, with all that was asked."""

    answers: Answers
    departments: Mapping[int, str]
    """Normalised names of departments by key; a unit of that name is the department itself."""
    suspected: set[frozenset[int]] = field(default_factory=set)
    """Pairs of departments that may be one."""
    outcomes: dict[LineKey, Outcome] = field(default_factory=dict)
    changed: dict[LineKey, Outcome | None] = field(default_factory=dict)
    """Lines whose outcome the delivery in hand has set, with what it was before."""
    delivery: int = 0
    register: Register = field(init=False)
    by_form: dict[int, Told] = field(default_factory=dict)
    by_file: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    fingerprints: dict[tuple[object, ...], list[Told]] = field(default_factory=lambda: defaultdict(list))
    sets: dict[int, Told] = field(default_factory=dict)
    """The cards of one file together, by the key of each card's form."""
    cards: dict[tuple[int, str], Told] = field(default_factory=dict)
    """All cards of a department and unit together."""
    asked: dict[str, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.register = Register(self.answers, self.departments, self.suspected)

    @property
    def projects(self) -> list[Project]:
        """All projects that were told of."""
        return self.register.projects

    @property
    def questions(self) -> list[Question]:
        """What is open: about projects, and about forms."""
        found = {code: one for project in self.projects for code, one in project.questions.items()}
        found |= {code: one.question for code, one in self.asked.items() if one.is_open()}
        return [one for code, one in sorted(found.items()) if code not in self.answers]

    def of(self, numbers: Iterable[int]) -> list[Project]:
        """Projects by their numbers."""
        return [self.projects[number] for number in numbers]

    def say(self, report: Report, reason: str, project: Project) -> None:
        """Let the lines of a report have an outcome."""
        report.reason = reason
        outcome = Outcome(reason, project.number)
        if reason == "counted":
            named = project.latest.lines[0]
            is_doubtful = any(code not in self.answers for code in project.questions)
            outcome = Outcome(reason, project.number, is_doubtful, named.key, named.department_key)
        for line in report.lines:
            self.set(line.key, outcome)

    def set(self, key: LineKey, outcome: Outcome) -> None:
        """Let a line have an outcome."""
        self.changed.setdefault(key, self.outcomes.get(key))
        self.outcomes[key] = outcome

    def mark(self, project: Project) -> None:
        """Say anew what is doubtful of what counts of a project."""
        for report in project.counted:
            self.say(report, "counted", project)

    def count(self, project: Project, counted: Sequence[Report], replaced: Sequence[Report]) -> None:
        """Let reports of a project count, and those before them count no more."""
        project.dropped_by = ""
        new = [one for one in counted if one not in project.counted]
        for report in replaced:
            project.past.add(report.content)
            same_kind = all(report.form.family == one.form.family for one in new)
            self.say(report, "replaced" if same_kind else "elsewhere", project)
        if replaced:
            self._settle_returns(project, new)
        for report in new:
            if not report.has_counted:
                report.replaces = list(replaced)
            report.has_counted = True
        project.counted = list(counted)
        for report in counted:
            self.say(report, "counted", project)

    def _settle_returns(self, project: Project, new: Sequence[Report]) -> None:
        """A later report says what holds: what had come again before it is replaced, and no longer asked about."""
        project.questions = {code: one for code, one in project.questions.items() if one.kind != "returned"}
        for report in project.reports:
            if report.reason == "returned" and report not in new:
                self.say(report, "replaced", project)

    def uncount(self, project: Project, reason: str) -> None:
        """Let nothing of a project count, for one reason."""
        for report in project.counted:
            project.past.add(report.content)
            self.say(report, reason, project)
        project.counted = []

    def ask(
        self,
        kind: str,
        told: Told,
        contradicted: Iterable[Project],
        is_open: Callable[[], bool],
        **facts: str,
    ) -> bool | None:
        """What a person answered to a question about a form; where nobody did, the form's question is asked and None.

        The projects of which the form says something else than what counts are marked as doubtful.
        """
        form = told.form
        code = question_code(kind, form.submission_sha256, form.number)
        if code not in self.answers:
            lines = tuple(line.key for line in told.lines or form.lines)
            question = Question(code, kind, lines, {"file": form.file_name, **facts})
            self.asked[code] = Asked(question, is_open, form.submission_sha256)
            for project in contradicted:
                project.questions[code] = question
        return self.answers.get(code)
