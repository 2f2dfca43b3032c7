"""Deliveries in the order in which they came → which line of which form counts, and why each other one does not.

Each delivery is taken into what was known before it, so that what counted at an instant follows from what had come in
by then and from nothing later. A project counts once. The report that came last holds; one that is about another fund
is a part beside it; one that brings back what was replaced changes nothing before a person says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.warehouse.counting import rows
from selfeval.warehouse.counting.identity import Match, Register, generic_names, question_code
from selfeval.warehouse.counting.line import Answers, Delivery, Form, Line, LineKey, Question
from selfeval.warehouse.counting.project import Project, Report, agree, total
from selfeval.warehouse.counting.words import without_level

UNIT_FACTORS = (Decimal(10_000), Decimal(100_000_000))
"""Yuan in 万元 and in 亿元: amounts that grow or shrink by about such a factor are in the wrong unit."""
UNIT_LEEWAY = Decimal(2)
"""How far from the factor a changed amount may lie and still be the same amount in the wrong unit."""


@dataclass(frozen=True)
class Outcome:
    """What became of a line: `counted`, or the one reason why not; the project it tells of; whether it is in doubt."""

    reason: str
    project_number: int | None = field(default=None, compare=False)
    is_doubtful: bool = False


@dataclass(eq=False)
class Settlement:
    """What counts of one year's deliveries so far, with all that was asked."""

    answers: Answers
    departments: Mapping[int, str]
    """Normalised names of departments by key; a unit of that name is the department itself."""
    suspected: frozenset[frozenset[int]] = frozenset()
    outcomes: dict[LineKey, Outcome] = field(default_factory=dict)
    register: Register = field(init=False)
    _by_form: dict[int, "_Told"] = field(default_factory=dict)
    _by_file: dict[str, list["_Told"]] = field(default_factory=lambda: defaultdict(list))
    _fingerprints: dict[tuple[object, ...], list["_Told"]] = field(default_factory=lambda: defaultdict(list))
    _delivery: int = 0
    _questions: dict[str, Question] = field(default_factory=dict)
    _askers: dict[str, str] = field(default_factory=dict)
    """Files that left out what another one said, by the question about it."""

    def __post_init__(self) -> None:
        self.register = Register(self.answers, self.departments, self.suspected)

    @property
    def projects(self) -> list[Project]:
        """All projects that were told of."""
        return self.register.projects

    @property
    def questions(self) -> list[Question]:
        """What is open: about projects, and about forms."""
        asked = {code: one for project in self.projects for code, one in project.questions.items()}
        asked |= {code: one for code, one in self._questions.items() if self._is_open(one)}
        return [one for code, one in sorted(asked.items()) if code not in self.answers]

    def _is_open(self, question: Question) -> bool:
        """Whether what is asked about a form still stands: what was left out may count again, the rest be replaced."""
        asked = {"dropped": "dropped", "remainder": "counted"}.get(question.kind)
        return asked is None or any(self.outcomes[key].reason == asked for key in question.lines[1:])

    def take(self, delivery: Delivery) -> dict[LineKey, Outcome]:
        """Take a delivery in; the lines whose outcome it changes, with what it is now."""
        before = dict[LineKey, Outcome | None]()
        self._changed = before
        self._delivery += 1
        if delivery.is_withdrawal:
            self._withdraw(delivery.submission_sha256)
        elif delivery.submission_sha256 in self._by_file:
            self._repeat(self._by_file[delivery.submission_sha256])
        else:
            self._settle(delivery)
        return {key: self.outcomes[key] for key, earlier in before.items() if self.outcomes[key] != earlier}

    def _settle(self, delivery: Delivery) -> None:
        told = [_Told(form, self._unit(form), self._delivery) for form in delivery.forms]
        reports: dict[Project, list[Report]] = defaultdict(list)
        for one in told:
            self._read_rows(one)
            if one.form.family != "overall":
                for project, report in self._identify(one):
                    reports[project].append(report)
        for one in told:
            one.earlier = self._earlier(one)
            one.is_return = self._is_return(one, told) and not self._is_return_confirmed(
                one.form, self._contradicted(one)
            )
        held = {one: "returned" for one in told if one.is_return} | {
            one: "unit" for one in told if self._is_unit_slip(one)
        }
        for project, each in reports.items():
            self._resolve(project, each, held)
        for one in told:
            if one.form.family == "wide" and one not in held:
                self._leave_out(one, told)
        for one in told:
            self._by_file[one.form.submission_sha256].append(one)
            self._fingerprints[one.form.fingerprint].append(one)
            self._by_form[one.form.key] = one
        self._roll_up(reports)
        for project in reports:
            self._mark(project)

    def _unit(self, form: Form) -> str:
        """The unit that a form is of; empty where it is the department's own."""
        own = self.departments.get(form.department_key, "")
        unit = without_level(form.unit)
        return "" if unit in ("", own, without_level(own)) else unit

    def _read_rows(self, told: "_Told") -> None:
        """Set apart the lines of a form that are no projects."""
        if told.form.family == "overall":
            told.lines = ()
            for line in told.form.lines:
                self._set(line.key, Outcome("overall"))
            return
        kinds = rows.rows(told.form)
        kept: list[Line] = []
        once: dict[tuple[object, ...], Line] = {}
        for line in told.form.lines:
            said = (line.department_key, line.own_code, line.name_code, line.content)
            is_telling = sum(bool(amount) for amount in line.amounts.values()) > 1
            if said in once and is_telling and self._is_repeated(told, line, once[said]):
                self._set(line.key, Outcome("copy"))
                continue
            once[said] = line
            row = kinds[line.project_number]
            code = question_code("row", told.form.submission_sha256, told.form.number, line.name_code)
            answer = self.answers.get(code)
            if row.is_doubtful and answer is None:
                facts = {"project": line.name, "file": told.form.file_name}
                told.doubtful_rows[line.key] = Question(code, "row", (line.key,), facts)
            if (row.kind != "project" and answer is not False) or (row.is_doubtful and answer):
                self._set(line.key, Outcome(row.kind if row.kind != "project" else "subtotal"))
            else:
                kept.append(line)
        told.lines = tuple(kept)

    def _is_repeated(self, told: "_Told", line: Line, first: Line) -> bool:
        """Whether a row that says what another row of its form says is that row again; not where a person denies it."""
        code = question_code("repeated", told.form.submission_sha256, told.form.number, line.own_code, line.name_code)
        if code not in self.answers:
            facts = {"project": line.name, "file": told.form.file_name}
            told.doubtful_rows[first.key] = Question(code, "repeated", (first.key,), facts)
        return self.answers.get(code) is not False

    def _identify(self, told: "_Told") -> Iterator[tuple[Project, Report]]:
        """Each line with its project; no project is two lines of one form."""
        places = _places(told.lines)
        taken, apart = self._matched(told, places)
        for line in told.lines:
            match = taken.get(line.key)
            project = match.project if match else self.register.add(line.department_key, places[line.key])
            report = Report(told.form, (line,), self._delivery)
            doubts = (match.question if match else apart.get(line.key), told.doubtful_rows.get(line.key))
            for question in doubts:
                if question:
                    project.questions[question.code] = question
            told.projects[project.number] = report
            told.met[project.number] = project.counted[-1] if project.counted else None
            project.learn(report, told.unit)
            self.register.index(project, (line,))
            yield project, report

    def _matched(
        self, told: "_Told", places: Mapping[LineKey, int]
    ) -> tuple[dict[LineKey, Match], dict[LineKey, Question]]:
        """The best match of each line, and questions about lines that were taken for projects of their own."""
        found: list[tuple[Match, LineKey]] = []
        apart: dict[LineKey, Question] = {}
        for line in told.lines:
            matches, doubt = self.register.find(line, told.form, told.unit, places[line.key])
            found += [(match, line.key) for match in matches]
            if doubt:
                apart[line.key] = doubt
        taken: dict[LineKey, Match] = {}
        used: set[int] = set()
        for match, key in sorted(found, key=lambda pair: (pair[0].strength, pair[1], -pair[0].project.number)):
            if key not in taken and match.project.number not in used:
                taken[key] = match
                used.add(match.project.number)
        for line in told.lines:
            best = taken.get(line.key)
            if best and self._is_other_project(told, line, best, taken.values()):
                question = self.register.ask(best.project, line, told.form, "apart")
                if not isinstance(question, bool):
                    apart[line.key] = question
                if question is not True:
                    del taken[line.key]
        return taken, apart

    def _is_other_project(self, told: "_Told", line: Line, match: Match, matches: Iterable[Match]) -> bool:
        """Whether a name that every body has a project of means another one: on a table that completes another."""
        before = match.project.counted[-1].form if match.project.counted else None
        if before is None or before.family != "wide" or told.form.family != "wide" or told.form.is_correction:
            return False
        if line.folded not in generic_names() or agree(line.totals, match.project.totals) or line.own_code:
            return False
        again = sum(one.project.counted[-1].form is before for one in matches if one.project.counted)
        return 2 * again <= len(self._by_form[before.key].projects)

    def _resolve(self, project: Project, reports: list[Report], held: dict["_Told", str]) -> None:
        """Decide which reports of a project count now that a delivery brought new ones."""
        aside = {
            id(told.projects[project.number]): reason
            for told, reason in held.items()
            if project.number in told.projects
        }
        new = self._within(project, [one for one in reports if id(one) not in aside])
        if project.totals != (None, None) and all(one.totals == (None, None) for one in new):
            new = self._keep(project, new, project.counted)
        for report in reports:
            if id(report) in aside:
                self._say(report, aside[id(report)], project)
        old = project.counted
        if not new or new is old:
            return
        if not old and not project.past:
            self._count(project, new, [])
            return
        is_returned = any(one.content in project.past for one in new) and not agree(
            total([one.totals for one in new]), project.totals
        )
        if is_returned and not self._is_return_confirmed(new[0].form, [project]):
            for report in new:
                self._say(report, "returned", project)
            return
        parts = [one for one in old if _beside(one, new)]
        self._count(project, [*parts, *new], [one for one in old if one not in parts])

    def _within(self, project: Project, reports: list[Report]) -> list[Report]:
        """Which of several reports of one file count: parts add up, copies do not, contradictions are asked."""
        if len(reports) < 2:
            return reports
        if all(agree(one.totals, reports[0].totals) for one in reports[1:]):
            return self._keep(project, reports, [reports[0]])
        for one in reports:
            others = [other for other in reports if other is not one]
            if len(others) > 1 and agree(total([other.totals for other in others]), one.totals):
                return self._keep(project, reports, others)
        funds = [one.form.fund for one in reports]
        if None not in funds and len(set(funds)) == len(funds):
            return reports
        answered = self._is_answered(project, "contradiction", reports[-1])
        return self._keep(project, reports, [reports[0] if answered is False else reports[-1]])

    def _keep(self, project: Project, reports: list[Report], kept: list[Report]) -> list[Report]:
        for report in reports:
            if report not in kept:
                is_copy = any(
                    agree(report.totals, one.totals) and report.form.family == one.form.family for one in kept
                )
                self._say(report, "copy" if is_copy else "elsewhere", project)
        return kept

    def _count(self, project: Project, counted: list[Report], replaced: list[Report]) -> None:
        """Let reports count, and those before them count no more."""
        project.dropped_by = ""
        new = [one for one in counted if one not in project.counted]
        for report in replaced:
            project.past.add(report.content)
            same_kind = all(report.form.family == one.form.family for one in new)
            self._say(report, "replaced" if same_kind else "elsewhere", project)
        for code in [code for code, one in project.questions.items() if replaced and one.kind == "returned"]:
            del project.questions[code]
        for report in new:
            if not report.has_counted:
                report.replaces = replaced
            report.has_counted = True
        project.counted = counted
        for report in counted:
            self._say(report, "counted", project)

    def _is_answered(self, project: Project, kind: str, report: Report) -> bool | None:
        """What a person answered about a report of a project; where nobody did, it is asked and None."""
        line = report.lines[0]
        code = question_code(kind, report.form.submission_sha256, report.form.number, line.own_code, line.name_code)
        if code not in self.answers:
            current = project.latest
            facts = {
                "project": line.name,
                "file": report.form.file_name,
                "other_project": current.lines[0].name,
                "other_file": current.form.file_name,
            }
            project.questions[code] = Question(code, kind, (line.key, current.lines[0].key), facts)
        return self.answers.get(code)

    def _is_return_confirmed(self, form: Form, contradicted: Iterable[Project]) -> bool:
        """Whether a person said that a form which brings back what was replaced holds again; else it is asked."""
        code = question_code("returned", form.submission_sha256, form.number)
        if code not in self.answers:
            question = Question(code, "returned", tuple(line.key for line in form.lines), {"file": form.file_name})
            self._questions[code] = question
            for project in contradicted:
                project.questions[code] = question
        return self.answers.get(code) is True

    def _earlier(self, told: "_Told") -> list["_Told"]:
        """Wide forms that this one may correct: they told of its projects, of its unit, and not about another fund."""
        met = {report.form.key for report in told.met.values() if report and report.form.family == "wide"}
        return [other for other in (self._by_form[key] for key in sorted(met)) if _is_alike(told, other)]

    def _is_return(self, told: "_Told", siblings: Sequence["_Told"]) -> bool:
        """Whether a form says what an earlier one said that has been replaced since by something else, or by more."""
        is_other = any(_brings_back(self.projects[number], report) for number, report in told.projects.items())
        again = {number for one in siblings for number in one.projects}
        is_less = any(
            report in self.projects[number].counted and number not in again
            for other in told.earlier
            for number, report in other.projects.items()
        )
        return (is_other or is_less) and any(
            self.projects[number].counted and report not in self.projects[number].counted
            for other in self._fingerprints.get(told.form.fingerprint, ())
            for number, report in other.projects.items()
        )

    def _contradicted(self, told: "_Told") -> list[Project]:
        """Projects of which a form that came again says something else than what counts."""
        return [
            self.projects[number]
            for number, report in told.projects.items()
            if self.projects[number].counted and not agree(report.totals, self.projects[number].totals)
        ]

    def _is_unit_slip(self, told: "_Told") -> bool:
        """Whether the amounts are those of what the form corrects in another unit, and nobody says they are right."""
        ratios = []
        for number, report in told.projects.items():
            before = told.met.get(number)
            if before and report.totals[0] and before.totals[0] and before is not report:
                ratios.append(report.totals[0] / before.totals[0])
        if not ratios or not any(all(_is_about(ratio, factor) for ratio in ratios) for factor in _factors()):
            return False
        code = question_code("unit", told.form.submission_sha256, told.form.number)
        if code not in self.answers:
            line = told.lines[0]
            facts = {"file": told.form.file_name, "project": line.name}
            for number in told.projects:
                self.projects[number].questions[code] = Question(code, "unit", (line.key,), facts)
        return self.answers.get(code) is not False

    def _leave_out(self, told: "_Told", siblings: Sequence["_Told"]) -> None:
        """Drop, or ask about, what a correction does not report again."""
        again = {number for other in siblings if other.unit == told.unit for number in other.projects}
        for other in told.earlier:
            repeated = sum(number in again for number in other.projects)
            rest = [
                self.projects[number]
                for number, report in other.projects.items()
                if number not in again and report in self.projects[number].counted
            ]
            if 2 * repeated > len(other.projects) and told.delivery > other.delivery:
                self._add_to(told, other)
            if not repeated or not rest:
                continue
            rest = self._renamed(told, rest)
            is_correction = 2 * repeated > len(other.projects)
            kind = "dropped" if is_correction else "remainder"
            lines = tuple(report.lines[0] for report in (project.counted[-1] for project in rest))
            if not lines:
                continue
            code = question_code(kind, other.form.submission_sha256, sorted(line.name_code for line in lines))
            answer = self.answers.get(code)
            if answer is None:
                names = "、".join(line.name for line in lines)
                facts = {"project": names, "file": told.form.file_name, "other_file": other.form.file_name}
                about = (told.form.lines[0].key, *(line.key for line in lines))
                self._questions[code] = Question(code, kind, about, facts)
                self._askers[code] = told.form.submission_sha256
            if answer is False:
                is_correction = not is_correction
            if is_correction:
                for project in rest:
                    self._drop(project, told)

    def _add_to(self, told: "_Told", other: "_Told") -> None:
        """Let what a correction adds be no first report: the form that it corrects is what was reported first."""
        first = next(iter(other.projects.values()))
        for number, report in told.projects.items():
            if told.met.get(number) is None and self.projects[number].reports == [report]:
                report.replaces = [first]

    def _renamed(self, told: "_Told", rest: list[Project]) -> list[Project]:
        """What is left after lines that only bear another name in the correction, by their exact amounts."""
        new = {
            number: report
            for number, report in told.projects.items()
            if told.met.get(number) is None and self.projects[number].reports == [report]
        }
        left = []
        for project in rest:
            same = [number for number, report in new.items() if agree(report.totals, project.totals)]
            if len(same) == 1 and None not in project.totals:
                self._merge(project, self.projects[same[0]], new.pop(same[0]), told)
            else:
                left.append(project)
        return left

    def _merge(self, project: Project, other: Project, report: Report, told: "_Told") -> None:
        """Take a project that was new into the one that it is under another name."""
        other.reports, other.counted = [], []
        told.projects[project.number] = told.projects.pop(other.number)
        project.learn(report, told.unit)
        project.questions |= other.questions
        self.register.index(project, report.lines)
        self._count(project, [report], project.counted)

    def _drop(self, project: Project, correction: "_Told") -> None:
        project.dropped_by = correction.form.submission_sha256
        for report in project.counted:
            project.past.add(report.content)
            self._say(report, "dropped", project)
        project.counted = []

    def _repeat(self, told: Sequence["_Told"]) -> None:
        """Bytes that are known come again: what was replaced stays so until a person says otherwise.

        Where what replaced it was withdrawn and nothing stands in its place, nobody has to say so.
        """
        for one in told:
            over = {
                self.projects[number]: report
                for number, report in one.projects.items()
                if report.has_counted
                and report not in self.projects[number].counted
                and not report.is_withdrawn
                and not self.projects[number].is_rolled_up
            }
            differing = [project for project, report in over.items() if not agree(report.totals, project.totals)]
            if not any(_brings_back(project, report) for project, report in over.items()):
                for project, report in over.items():
                    self._count(project, project.counted or [report], [])
            elif self._is_return_confirmed(one.form, differing):
                for project, report in over.items():
                    self._count(project, [report], project.counted)
                one.earlier = [other for other in self._by_form.values() if other is not one and _is_alike(one, other)]
                if one.form.family == "wide":
                    self._leave_out(one, told)
            for project in over:
                self._mark(project)

    def _withdraw(self, submission_sha256: str) -> None:
        """A withdrawn file counts no more, nor is anything asked about it; what it had replaced does not come back."""
        for told in self._by_file.get(submission_sha256, ()):
            keys = {line.key for line in told.form.lines}
            for key in keys:
                self._set(key, Outcome("withdrawn"))
            self._questions = {
                code: one
                for code, one in self._questions.items()
                if self._askers.get(code) != submission_sha256 and not keys.issuperset(one.lines)
            }
            for number, report in told.projects.items():
                project = self.projects[number]
                report.is_withdrawn = True
                project.counted = [one for one in project.counted if one is not report]
                project.questions = {code: one for code, one in project.questions.items() if keys.isdisjoint(one.lines)}
                self._say(report, "withdrawn", project)
                self._mark(project)
        for project in self.projects:
            if project.dropped_by == submission_sha256:
                project.dropped_by = ""

    def _roll_up(self, touched: Iterable[Project]) -> None:
        """A department's line that is the sum of its units' lines of that name is their total and counts no more."""
        names = {name for project in touched for name in project.names}
        for name in names:
            named = self.register.named(name)
            own = [one for one in named if not one.units and (one.counted or one.is_rolled_up)]
            units = [one for one in named if one.units and one.counted]
            if len(own) != 1 or len(units) < 2:
                continue
            project, sums = own[0], total([one.totals for one in units])
            is_sum = agree(sums, total([one.totals for one in (project.counted or project.reports[-1:])]))
            if is_sum and project.counted:
                project.is_rolled_up = True
                for report in project.counted:
                    self._say(report, "subtotal", project)
                project.counted = []

    def _mark(self, project: Project) -> None:
        """Say anew what is doubtful of what counts of a project."""
        for report in project.counted:
            self._say(report, "counted", project)

    def _say(self, report: Report, reason: str, project: Project) -> None:
        report.reason = reason
        is_doubtful = reason == "counted" and any(code not in self.answers for code in project.questions)
        for line in report.lines:
            self._set(line.key, Outcome(reason, project.number, is_doubtful))

    def _set(self, key: LineKey, outcome: Outcome) -> None:
        self._changed.setdefault(key, self.outcomes.get(key))
        self.outcomes[key] = outcome


@dataclass(eq=False)
class _Told:
    """A form as it was taken in: its unit, its projects, and what had counted of them before."""

    form: Form
    unit: str
    delivery: int
    lines: tuple[Line, ...] = ()
    projects: dict[int, Report] = field(default_factory=dict)
    met: dict[int, Report | None] = field(default_factory=dict)
    earlier: list["_Told"] = field(default_factory=list)
    doubtful_rows: dict[LineKey, Question] = field(default_factory=dict)
    is_return: bool = False


def _places(lines: Sequence[Line]) -> dict[LineKey, int]:
    """Which line of its name and code on the form each one is, from 0."""
    seen: dict[tuple[int, str, str], int] = defaultdict(int)
    places = {}
    for line in lines:
        name = line.department_key, line.own_code, line.name_code
        places[line.key] = seen[name]
        seen[name] += 1
    return places


def _brings_back(project: Project, report: Report) -> bool:
    """Whether a report that came again says something else than what counts, or is of what a correction left out."""
    is_said = any(one.words == report.words for one in project.counted)
    return project.is_dropped or (bool(project.counted) and not is_said)


def _is_alike(told: _Told, other: _Told) -> bool:
    """Whether two forms are of one department and unit, and not about two funds, so that one may correct the other."""
    return (
        other.form.department_key == told.form.department_key
        and other.unit == told.unit
        and not (other.form.fund and told.form.fund and other.form.fund != told.form.fund)
    )


def _beside(report: Report, new: Sequence[Report]) -> bool:
    """Whether a report is about another fund than all of the new ones, so that it is a part beside them."""
    return report.form.fund is not None and all(one.form.fund not in (None, report.form.fund) for one in new)


def _factors() -> Iterator[Decimal]:
    for factor in UNIT_FACTORS:
        yield factor
        yield 1 / factor


def _is_about(ratio: Decimal, factor: Decimal) -> bool:
    return factor / UNIT_LEEWAY < ratio < factor * UNIT_LEEWAY
