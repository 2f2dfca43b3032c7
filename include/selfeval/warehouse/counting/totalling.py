"""Projects that are the sum of others → which of them count: a department's line over its units', a project's parts.

Sums and names together are sure. A name alone, or a sum alone, is asked about, and both count in doubt until then.
"""

from collections.abc import Iterable, Sequence

from selfeval.warehouse.counting.identity import wider_names
from selfeval.warehouse.counting.line import Question
from selfeval.warehouse.counting.project import Project, agree, total
from selfeval.warehouse.counting.state import State, Told

MOST_PARTS = 50
"""Projects that are looked at as the parts of one: more share a habit of names."""


def add_up(state: State, touched: Iterable[Project], sets: Sequence[Told]) -> None:
    """Let what is the total of others, or a part of another, count no more, now that some projects have changed.

    `sets` are the cards of one file together: new ones that add up to a table's project may be its parts.
    """
    touched = list(touched)
    for name in {name for project in touched for name in project.names}:
        _roll_up(state, name)
    wholes = {whole.number: whole for project in touched for whole in [*_wholes(state, project), project]}
    for whole in wholes.values():
        _take_parts(state, whole)
    for table in sets:
        _ask_by_sum(state, table)


def count_again(state: State, lost: Iterable[Project]) -> None:
    """Let count again what counted no more only because of projects that are gone themselves."""
    for gone in list(lost):
        if gone.counted:
            continue
        for part in [*state.of(sorted(gone.parts)), *_narrower(state, gone)]:
            _ask_no_more(state, part)
            if part.part_of == gone.number:
                part.part_of = None
                _restore(state, part)
        gone.parts.clear()
        if gone.part_of is not None:
            _ask_no_more(state, state.projects[gone.part_of])
        for name in gone.names:
            for own in state.register.named(name):
                if own.is_rolled_up and not own.counted:
                    _unroll(state, own, [one for one in state.register.named(name) if one.units and one.counted])


def _ask_no_more(state: State, project: Project) -> None:
    """Forget what was asked about a project and its parts, or what it is a part of."""
    if any(one.kind == "part" for one in project.questions.values()):
        project.questions = {code: one for code, one in project.questions.items() if one.kind != "part"}
        state.mark(project)


def _restore(state: State, project: Project) -> None:
    standing = [one for one in project.reports if not one.is_withdrawn]
    if standing and not project.counted:
        state.count(project, standing[-1:], [])


def _roll_up(state: State, name: str) -> None:
    """A department's line that is the sum of its units' lines of that name is their total and counts no more."""
    named = state.register.named(name)
    own = [one for one in named if not one.units and (one.counted or one.is_rolled_up)]
    units = [one for one in named if one.units and one.counted]
    if len(own) != 1 or len(units) < 2:
        return
    project, sums = own[0], total([one.totals for one in units])
    is_sum = agree(sums, total([one.totals for one in (project.counted or project.reports[-1:])]))
    if is_sum and project.counted:
        project.is_rolled_up = True
        for report in project.counted:
            state.say(report, "subtotal", project)
        project.counted = []


def _unroll(state: State, own: Project, units: Sequence[Project]) -> None:
    """A department's line counts again where a unit's is gone; what other units say is part of it, in doubt."""
    own.is_rolled_up = False
    _ask_no_more(state, own)
    _restore(state, own)
    for unit in units if own.counted else ():
        question = _question(state, unit, own)
        if question is not False:
            _be_part(state, unit, own)
        if isinstance(question, Question):
            own.questions[question.code] = question
    state.mark(own)


def _wholes(state: State, project: Project) -> Iterable[Project]:
    """Projects whose name a project's name begins or ends with."""
    for name in project.names:
        for wider in wider_names(name):
            yield from state.register.bearers(wider)


def _take_parts(state: State, whole: Project) -> None:
    """Parts of a project that other forms report: sure where they add up to it, else asked about where cards tell."""
    if not whole.counted:
        return
    parts = [one for one in _narrower(state, whole) if one.counted or one.part_of == whole.number]
    sums = total([one.totals for one in parts])
    if len(parts) > 1 and agree(sums, whole.totals) and None not in (*sums, *whole.totals):
        for part in parts:
            _ask_no_more(state, part)
            _be_part(state, part, whole)
        return
    if any(report.form.family == "card" for report in whole.counted):
        return
    for part in parts:
        if part.counted and _is_card(part) and _is_within(part, whole):
            _ask(state, part, whole)


def _narrower(state: State, whole: Project) -> list[Project]:
    """Projects of the department whose names begin or end with a project's name, and that no table lists beside it."""
    tables = {report.form.key for report in whole.reports if report.form.family == "wide"}
    found = {part.number: part for name in whole.names for part in state.register.narrower(name)}
    return [
        part
        for part in found.values()
        if part is not whole
        and part.department_key == whole.department_key
        and not (part.units and whole.units and part.units.isdisjoint(whole.units))
        and not any(report.form.key in tables for report in part.reports)
    ][: MOST_PARTS + 1]


def _ask_by_sum(state: State, table: Told) -> None:
    """Ask whether new cards of one file that add up to a project of a table are its parts."""
    new = state.of(number for number, report in table.met.items() if report is None)
    if len(new) < len(table.met) or len(new) > MOST_PARTS or not all(one.counted for one in new):
        return
    sums = total([one.totals for one in new])
    if None in sums or not all(sums):
        return
    for whole in state.register.of_totals(sums):
        if whole.counted and whole not in new and whole.department_key == new[0].department_key:
            for part in new:
                _ask(state, part, whole)


def _ask(state: State, part: Project, whole: Project) -> None:
    """Let a project be another one's part where a person says so; where nobody did, ask, and count both."""
    question = _question(state, part, whole)
    if question is True:
        _be_part(state, part, whole)
    elif isinstance(question, Question):
        part.questions[question.code] = question
        state.mark(part)


def _question(state: State, part: Project, whole: Project) -> Question | bool:
    latest = part.latest
    return state.register.ask(whole, latest.lines[0], latest.form, "part", of=part)


def _be_part(state: State, part: Project, whole: Project) -> None:
    """Let a project count no more, as a part of another one: its lines tell of that one from now on."""
    part.part_of = whole.number
    whole.parts.add(part.number)
    for report in part.counted:
        state.say(report, "part", whole)
    part.counted = []


def _is_card(project: Project) -> bool:
    return all(report.form.family == "card" for report in project.reports)


def _is_within(part: Project, whole: Project) -> bool:
    mine, theirs = part.totals[0], whole.totals[0]
    return mine is None or theirs is None or mine <= theirs
