"""A line of a new form and the projects told of so far → which project it is, surely, perhaps, or none.

The evidence is that of lineage between years: a code that both print, the name but for its writing, the unit that both
print, the amounts. Two printed units, two codes, and names that numbers, letters, places or phases tell apart are two
projects. What a person answered holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import islice
from json import dumps

from selfeval.warehouse.counting.line import Answers, Form, Line, Question, Totals
from selfeval.warehouse.counting.project import Project, Report, agree, total
from selfeval.warehouse.counting.words import words
from selfeval.warehouse.identity.blocking import pieces
from selfeval.warehouse.identity.names import Verdict, folded, likeness, verdict

CANDIDATES = 4
"""Projects of one name without a code that a line is compared with: of more, only those with its amounts."""
MOST_SHARING = 20
"""Projects that may share two characters with a corrected name and still be looked at: more share a habit."""
MOST_NARROWER = 100
"""Reports whose names may begin or end with one name and still be looked at."""
SHORTEST_WIDER = 3
"""Characters of a name that another one may begin or end with."""
NEAR = 0.6
"""Likeness of names from which equal budgets and equal spending make two lines perhaps one project."""


@dataclass(frozen=True)
class Match:
    """A project that lines of a form may be: how strong the evidence is (0 strongest), what is asked where in doubt."""

    strength: tuple[int, ...]
    project: Project
    question: Question | None = None


@dataclass(frozen=True)
class Scale:
    """The smallest and the largest budget of a department in yuan, and how many there were."""

    smallest: Decimal
    largest: Decimal
    count: int = 1

    def with_budget(self, budget: Decimal) -> "Scale":
        """The scale with one more budget."""
        return Scale(min(self.smallest, budget), max(self.largest, budget), self.count + 1)


@dataclass
class Register:
    """The projects of a year by what they can be recognised by."""

    answers: Answers
    departments: Mapping[int, str] = field(default_factory=dict)
    """Normalised names of departments by key."""
    suspected: set[frozenset[int]] = field(default_factory=set)
    """Pairs of departments that may be one."""
    projects: list[Project] = field(default_factory=list)
    _codes: dict[str, list[Project]] = field(default_factory=lambda: defaultdict(list))
    _names: dict[str, list[Project]] = field(default_factory=lambda: defaultdict(list))
    _totals: dict[Totals, list[Project]] = field(default_factory=lambda: defaultdict(list))
    _pieces: dict[str, list[Project]] = field(default_factory=lambda: defaultdict(list))
    _narrower: dict[str, list[Project]] = field(default_factory=lambda: defaultdict(list))
    scales: dict[int, Scale] = field(default_factory=dict)
    """How large the budgets of each department are."""

    def add(self, department_key: int, place: int = 0) -> Project:
        """A project that nobody told of before."""
        project = Project(len(self.projects), department_key, place=place)
        self.projects.append(project)
        return project

    def index(self, project: Project, lines: Sequence[Line]) -> None:
        """Let a project be found by the codes, names and totals of its newest lines."""
        totals = total([line.totals for line in lines])
        for line in lines:
            labels = [(line.own_code, self._codes), (line.folded, self._names)]
            labels += [(piece, self._pieces) for piece in pieces(line.folded)]
            labels += [(wider, self._narrower) for wider in wider_names(line.folded)]
            for label, known in labels:
                if label and project not in known[label][-1:]:
                    known[label].append(project)
        if None not in totals and project not in self._totals[totals][-1:]:
            self._totals[totals].append(project)

    def named(self, name: str) -> list[Project]:
        """The projects of a folded name, in the order in which they were told of."""
        return list({project.number: project for project in self._names.get(name, ())}.values())

    def bearers(self, name: str) -> list[Project]:
        """The projects of a folded name, none where many have it."""
        return self.named(name) if len(self._names.get(name, ())) <= CANDIDATES else []

    def narrower(self, name: str) -> list[Project]:
        """The projects whose folded names begin or end with a name and say more, none where many do."""
        known = self._narrower.get(name, ())
        return list({project.number: project for project in known}.values()) if len(known) <= MOST_NARROWER else []

    def of_totals(self, totals: Totals) -> list[Project]:
        """The last projects with some totals."""
        return self._totals.get(totals, [])[-CANDIDATES:]

    def measure(self, department_key: int, reports: Iterable[Report]) -> None:
        """Learn how large the budgets of a department's projects are."""
        for budget in (report.totals[0] for report in reports):
            if budget and budget > 0:
                known = self.scales.get(department_key)
                self.scales[department_key] = known.with_budget(budget) if known else Scale(budget, budget)

    def find(self, line: Line, form: Form, unit: str, place: int = 0) -> tuple[list[Match], Question | None]:
        """The projects that a line may be, the strongest first; `place` is which line of its name on the form it is.

        Beside them a question where a project of that name and of no unit was taken for another one with some doubt.
        """
        apart = None
        found = []
        for project in self._candidates(line, line.totals, form):
            match, doubt = self._compare(project, line, line.totals, form, unit)
            apart = doubt or apart
            if match:
                found.append(Match((*match.strength, abs(project.place - place)), match.project, match.question))
        found.sort(key=lambda match: (match.strength, -match.project.number))
        if form.family == "card" and len(found) > 1 and self._is_ambiguous(found, line):
            found[:1] = [one for one in [self._asked(found[0].project, line, form, found[0].strength)] if one]
        return found, apart

    @staticmethod
    def _is_ambiguous(found: Sequence[Match], line: Line) -> bool:
        """Whether a card may be several lines of one name and says by its amounts which of them it is not."""
        first, second = found[:2]
        is_one_form = first.project.latest.form is second.project.latest.form
        return is_one_form and not (first.question or line.own_code or agree(line.totals, first.project.totals))

    def _candidates(self, line: Line, totals: Totals, form: Form) -> Iterable[Project]:
        """Projects with the line's code, of its name, or with its amounts; few of each, however many there are."""
        same_totals = self._totals.get(totals, []) if None not in totals else []
        named = self._names.get(line.folded, [])
        seen = {
            project.number: project
            for project in (
                *(self._codes.get(line.own_code, [])[-CANDIDATES:] if line.own_code else ()),
                *(named if len(named) <= CANDIDATES else ()),
                *(named[-CANDIDATES:] if len(named) > CANDIDATES else ()),
                *islice((one for one in reversed(named) if not one.is_coded), CANDIDATES),
                *same_totals[-CANDIDATES:],
                *(self._sharing(line.folded) if form.is_correction else ()),
                *islice((one for one in reversed(same_totals[-64:]) if line.folded in one.names), CANDIDATES),
            )
        }
        return [project for project in seen.values() if project.reports]

    def _sharing(self, name: str) -> Iterator[Project]:
        """Projects that share a piece with a name that a correction may have changed."""
        for piece in pieces(name):
            if len(self._pieces[piece]) <= MOST_SHARING:
                yield from self._pieces[piece]

    def _compare(
        self, project: Project, line: Line, totals: Totals, form: Form, unit: str
    ) -> tuple[Match | None, Question | None]:
        """Whether a line is a project; else, in doubt, the question that asks whether it is."""
        is_agreed = agree(totals, project.totals)
        is_coded = bool(line.own_code) and line.own_code in project.codes
        name = _verdict(line, project)
        if line.department_key != project.department_key:
            if not (is_coded or (is_agreed and name in (Verdict.SAME, Verdict.SLIP))):
                return None, None
            return self._across(project, line), None
        if is_coded:
            doubtful = name is Verdict.DIFFERENT or (name is Verdict.UNLIKE and not is_agreed)
            return (self._asked(project, line, form, (3,)) if doubtful else Match((0,), project)), None
        if line.own_code and project.codes:
            both = name is Verdict.SAME and (is_agreed or form.says_corrects)
            both = both or (form.says_corrects and name in (Verdict.SLIP, Verdict.NEAR))
            return (self._asked(project, line, form, (5,)) if both else None), None
        if name in (Verdict.DIFFERENT, Verdict.UNLIKE):
            return None, None
        if unit and project.units and unit not in project.units:
            is_near = any(verdict(unit, other) in (Verdict.SLIP, Verdict.NEAR) for other in project.units)
            is_within = any(unit in other or other in unit for other in project.units)
            doubtful = name is Verdict.SAME and (is_within or (is_agreed and is_near))
            return (self._asked(project, line, form, (6,)) if doubtful else None), None
        if name is Verdict.NEAR:
            like = likeness(line.label, project.latest.lines[0].label)
            near = like >= NEAR and ((is_agreed and None not in totals) or form.is_correction)
            return (self._asked(project, line, form, (6,)) if near else None), None
        if name is Verdict.SLIP and not is_agreed:
            return self._asked(project, line, form, (5,)), None
        return self._named(project, line, form, unit, is_agreed=is_agreed)

    def _named(
        self, project: Project, line: Line, form: Form, unit: str, *, is_agreed: bool
    ) -> tuple[Match | None, Question | None]:
        """The same for a line of the project's name that no code and no two units tell apart."""
        exact = any(one.name_code == line.name_code for one in project.latest.lines)
        strength = (1 if exact else 2, not is_agreed)
        if bool(unit) != bool(project.units) and not is_agreed and not form.is_correction:
            if line.folded in generic_names():
                apart = self.ask(project, line, form, "apart")
                if isinstance(apart, Question):
                    return None, apart
                return (Match(strength, project) if apart else None), None
            return self._asked(project, line, form, strength), None
        is_bare = not (unit or line.own_code or project.units or project.codes)
        cards = form.family == project.latest.form.family == "card"
        if is_bare and cards and not is_agreed and not form.is_correction:
            return self._asked(project, line, form, strength), None
        return Match(strength, project), None

    def _across(self, project: Project, line: Line) -> Match | None:
        """A match with a project of a department that may be the line's own under another name."""
        pair = frozenset({line.department_key, project.department_key})
        if pair not in self.suspected:
            return None
        names = sorted(self.departments[key] for key in pair)
        code = question_code("department", *names)
        answer = self.answers.get(code)
        if answer is not None:
            return Match((4,), project) if answer else None
        facts = {"department": names[0], "other_department": names[1]}
        return Match((4,), project, Question(code, "department", (line.key,), facts))

    def ask(self, project: Project, line: Line, form: Form, kind: str, of: Project | None = None) -> Question | bool:
        """What a person answered to whether a line is a project; where nobody did, the question.

        `of` is the project that the line tells of, where it is another one: the question is about both projects.
        """
        first = project.reports[0]
        mine = _business(form, line) if of is None else _business(of.reports[0].form, of.reports[0].lines[0])
        members = sorted([mine, _business(first.form, first.lines[0])])
        code = question_code(kind, *members)
        if code in self.answers:
            return self.answers[code]
        latest = project.latest
        facts = {
            "project": line.name,
            "file": form.file_name,
            "other_project": latest.lines[0].name,
            "other_file": latest.form.file_name,
        }
        return Question(code, kind, (line.key, latest.lines[0].key), facts)

    def _asked(self, project: Project, line: Line, form: Form, strength: tuple[int, ...]) -> Match | None:
        """A doubtful match with its question; once it is answered a match, or none."""
        asked = self.ask(project, line, form, "same")
        if isinstance(asked, Question):
            return Match(strength, project, asked)
        return Match(strength, project) if asked else None


def wider_names(name: str) -> Iterator[str]:
    """The names that a folded name begins or ends with: 道路养护 of 道路养护北段, 道路硬化 of 张庄村道路硬化."""
    yield from (name[:end] for end in range(SHORTEST_WIDER, len(name)))
    yield from (name[start:] for start in range(1, len(name) - SHORTEST_WIDER + 1))


def question_code(kind: str, *business: object) -> str:
    """A short code of what a question is about; the same whenever it is asked, in every warehouse."""
    digest = sha256(dumps([kind, *business], ensure_ascii=False).encode()).hexdigest()
    return f"C{digest[:10]}"


def _business(form: Form, line: Line) -> list[object]:
    """A line by what a re-read and a rebuild leave as it is: the file and what the line is called there."""
    return [form.submission_sha256, form.number, line.own_code, line.name_code]


def _verdict(line: Line, project: Project) -> Verdict:
    """How the line's name compares with the project's names."""
    if line.folded in project.names:
        return Verdict.SAME
    return verdict(line.label, project.latest.lines[0].label)


@cache
def generic_names() -> frozenset[str]:
    """Folded names that every unit of a department has a project of: 日常公用经费."""
    return frozenset(folded(word) for word in words("generic"))
