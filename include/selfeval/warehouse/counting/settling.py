"""Deliveries in the order in which they came → which line of which form counts, and why each other one does not.

Each delivery is taken into what was known before it, so that what counted at an instant follows from what had come in
by then and from nothing later. A project counts once. The report that came last holds; one that is about another fund
is a part beside it; one that brings back what was replaced changes nothing before a person says so.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from selfeval.warehouse.counting import holding, leaving_out, returning, totalling
from selfeval.warehouse.counting.departments import Likeness, homes
from selfeval.warehouse.counting.identifying import identify, read_rows
from selfeval.warehouse.counting.identity import question_code
from selfeval.warehouse.counting.line import Answers, Delivery, Form, LineKey, Question
from selfeval.warehouse.counting.project import Project, Report, agree, total
from selfeval.warehouse.counting.state import Outcome, State, Told
from selfeval.warehouse.counting.words import without_level

__all__ = ["Outcome", "Settlement"]


@dataclass(eq=False)
class Settlement:
    """What counts of one year's deliveries so far, with all that was asked."""

    answers: Answers
    departments: Mapping[int, str]
    """Normalised names of departments by key; a unit of that name is the department itself."""
    suspected: frozenset[frozenset[int]] = frozenset()
    """Pairs of departments that may be one by their names; those that report the same projects are found."""
    related: frozenset[frozenset[int]] = frozenset()
    """Pairs of departments that report the same projects at any time: persons may have said that they are one."""
    state: State = field(init=False)
    _likeness: Likeness = field(default_factory=Likeness)
    _homes: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.state = State(self.answers, self.departments, set(self.suspected))
        related = self.suspected | self.related
        self._homes = homes(self.departments, [pair for pair in related if self._is_one(pair)])

    @property
    def outcomes(self) -> dict[LineKey, Outcome]:
        """What became of each line."""
        return self.state.outcomes

    @property
    def projects(self) -> list[Project]:
        """All projects that were told of."""
        return self.state.projects

    @property
    def questions(self) -> list[Question]:
        """What is open: about projects, and about forms."""
        return self.state.questions

    def home(self, department_key: int) -> int:
        """The department in whose totals a department's lines count: another one where a person said they are one."""
        return self._homes.get(department_key, department_key)

    def take(self, delivery: Delivery) -> dict[LineKey, Outcome]:
        """Take a delivery in; the lines whose outcome it changes, with what it is now."""
        before = self.state.changed = {}
        self.state.delivery += 1
        if delivery.is_withdrawal:
            returning.withdraw(self.state, delivery.submission_sha256)
        elif known := self.state.by_file.get(delivery.submission_sha256):
            returning.repeat(self.state, known)
        else:
            self._settle([self._at_home(form) for form in delivery.forms])
        now = self.state.outcomes
        return {key: now[key] for key, earlier in before.items() if now[key] != earlier}

    def _is_one(self, pair: frozenset[int]) -> bool:
        names = sorted(self.departments.get(key, "") for key in pair)
        return self.answers.get(question_code("department", *names)) is True

    def _at_home(self, form: Form) -> Form:
        """The form as if its departments were those that persons say they are."""
        keys = {form.department_key, *(line.department_key for line in form.lines)}
        if keys.isdisjoint(self._homes):
            return form
        lines = tuple(replace(line, department_key=self.home(line.department_key)) for line in form.lines)
        return replace(form, department_key=self.home(form.department_key), lines=lines)

    def _settle(self, forms: Sequence[Form]) -> None:
        state = self.state
        self._likeness.learn(forms, state.suspected)
        told = [Told(form, self._unit(form), state.delivery) for form in forms]
        reports: dict[Project, list[Report]] = defaultdict(list)
        for one in told:
            read_rows(state, one)
            if one.form.family != "overall":
                for project, report in identify(state, one):
                    reports[project].append(report)
        sets = leaving_out.join_cards(state, told)
        for one in [*told, *sets]:
            one.earlier = leaving_out.earlier(state, one)
        held = self._held(told)
        for project, each in reports.items():
            self._resolve(project, each, held)
        for one in [*told, *sets]:
            if (one.form.family == "wide" and one not in held) or one in sets:
                leaving_out.leave_out(state, one, told)
        self._keep_in_mind(told, held)
        totalling.add_up(state, reports, sets)
        dropped = {project for one in told for other in one.earlier for project in _dropped(state, other)}
        totalling.count_again(state, sorted(dropped, key=lambda project: project.number))
        for project in reports:
            state.mark(project)

    def _keep_in_mind(self, told: Sequence[Told], held: Mapping[Told, str]) -> None:
        """Let forms be found by those that come later."""
        state = self.state
        for one in told:
            state.by_file[one.form.submission_sha256].append(one)
            state.fingerprints[one.form.fingerprint].append(one)
            state.by_form[one.form.key] = one
            if one not in held:
                state.register.measure(one.form.department_key, one.projects.values())

    def _held(self, told: Sequence[Told]) -> dict[Told, str]:
        """Forms that do not count before a person says so, and the outcome of their lines."""
        held = {one: "returned" for one in told if returning.is_unconfirmed_return(self.state, one, told)}
        for one in told:
            if reason := holding.held(self.state, one):
                held[one] = reason
        return held

    def _unit(self, form: Form) -> str:
        """The unit that a form is of; empty where it is the department's own."""
        own = self.departments.get(form.department_key, "")
        unit = without_level(form.unit)
        return "" if unit in ("", own, without_level(own)) else unit

    def _resolve(self, project: Project, reports: list[Report], held: Mapping[Told, str]) -> None:
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
                self.state.say(report, aside[id(report)], project)
        old = project.counted
        if not new or new is old:
            return
        if not old and not project.past:
            self.state.count(project, new, [])
            return
        is_returned = any(one.content in project.past for one in new) and not agree(
            total([one.totals for one in new]), project.totals
        )
        if is_returned:
            told = Told(new[0].form, "", self.state.delivery, lines=new[0].lines, projects={project.number: new[0]})
            if not returning.is_confirmed(self.state, told, [project]):
                for report in new:
                    self.state.say(report, "returned", project)
                return
        parts = [one for one in old if _is_beside(one, new)]
        self.state.count(project, [*parts, *new], [one for one in old if one not in parts])

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
        answered = self._is_last_right(project, reports[-1])
        return self._keep(project, reports, [reports[0] if answered is False else reports[-1]])

    def _keep(self, project: Project, reports: list[Report], kept: list[Report]) -> list[Report]:
        for report in reports:
            if report not in kept:
                is_copy = any(
                    agree(report.totals, one.totals) and report.form.family == one.form.family for one in kept
                )
                self.state.say(report, "copy" if is_copy else "elsewhere", project)
        return kept

    def _is_last_right(self, project: Project, report: Report) -> bool | None:
        """What a person answered about a file that states two amounts; where nobody did, it is asked and None."""
        line = report.lines[0]
        file = report.form.submission_sha256
        code = question_code("contradiction", file, report.form.number, line.own_code, line.name_code)
        if code not in self.answers:
            current = project.latest
            facts = {
                "project": line.name,
                "file": report.form.file_name,
                "other_project": current.lines[0].name,
                "other_file": current.form.file_name,
            }
            project.questions[code] = Question(code, "contradiction", (line.key, current.lines[0].key), facts)
        return self.answers.get(code)


def _dropped(state: State, told: Told) -> list[Project]:
    """Projects of an earlier form that a correction left out."""
    return [project for project in state.of(told.projects) if project.is_dropped] if told.is_whole else []


def _is_beside(report: Report, new: Sequence[Report]) -> bool:
    """Whether a report is about another fund than all of the new ones, so that it is a part beside them."""
    return report.form.fund is not None and all(one.form.fund not in (None, report.form.fund) for one in new)
