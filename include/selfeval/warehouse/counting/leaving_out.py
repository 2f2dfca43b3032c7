"""A form that reports again some projects of an earlier one → what it leaves out, or has under another name."""

from collections.abc import Sequence

from selfeval.warehouse.counting.identity import question_code
from selfeval.warehouse.counting.line import Question
from selfeval.warehouse.counting.project import Project, Report, agree
from selfeval.warehouse.counting.state import Asked, State, Told


def earlier(state: State, told: Told) -> list[Told]:
    """Tables that a table may correct: they told of its projects, of its unit, and not about another fund.

    The cards of one file are a table, to other cards of one file; to a table, all cards of its unit are.
    """
    met = {report.form.key for report in told.met.values() if report}
    if told.form.family == "card":
        sets = {id(one): one for key in sorted(met) if (one := state.sets.get(key))}
        return [other for other in sets.values() if told.is_alike(other)]
    tables = [state.by_form[key] for key in sorted(met) if state.by_form[key].form.family == "wide"]
    cards = state.cards.get((told.form.department_key, told.unit))
    return [other for other in [*tables, *([cards] if cards else [])] if told.is_alike(other)]


def join_cards(state: State, told: Sequence[Told]) -> list[Told]:
    """The cards of one file as tables, one for each department and unit that has several; all cards are kept in mind.

    Takes the file's forms after their projects are known.
    """
    joined: dict[tuple[int, str], Told] = {}
    for one in told:
        if one.form.family != "card" or not one.projects:
            continue
        place = (one.form.department_key, one.unit)
        for known in (joined, state.cards):
            table = known.setdefault(place, Told(one.form, one.unit, state.delivery, is_whole=known is joined))
            table.projects |= one.projects
            if known is joined:
                table.met |= one.met
                table.lines += one.lines
    sets = [table for table in joined.values() if len(table.projects) > 1]
    for table in sets:
        for one in told:
            if one.form.family == "card" and one.projects.keys() <= table.projects.keys():
                state.sets[one.form.key] = table
    return sets


def leave_out(state: State, told: Told, siblings: Sequence[Told]) -> None:
    """Drop, or ask about, what a correction does not report again."""
    again = {number for other in siblings if other.unit == told.unit for number in other.projects}
    for other in told.earlier:
        if not other.is_whole and 2 * len(again) <= len(other.projects):
            # A table of some of the projects that cards tell of is no sign that the others are gone.
            continue
        repeated = sum(number in again for number in other.projects)
        is_most = 2 * repeated > len(other.projects)
        if not other.is_whole and not is_most:
            continue
        rest = [
            state.projects[number]
            for number, report in other.projects.items()
            if number not in again and report in state.projects[number].counted
        ]
        if is_most and other.is_whole and told.delivery > other.delivery:
            _add_to(state, told, other)
        if repeated and rest:
            _ask(state, told, other, rest, is_correction=is_most and other.is_whole)


def _ask(state: State, told: Told, other: Told, rest: list[Project], *, is_correction: bool) -> None:
    """Drop the rest of an earlier form where a person, or a correction of most of it, says so; else keep it. Ask."""
    if is_correction:
        rest = _renamed(state, told, rest)
    if not rest:
        return
    kind = "dropped" if is_correction else "remainder"
    lines = tuple(project.counted[-1].lines[0] for project in rest)
    code = question_code(kind, other.form.submission_sha256, sorted(line.name_code for line in lines))
    answer = state.answers.get(code)
    if answer is None:
        asked_of = "dropped" if is_correction else "counted"
        facts = {
            "project": "、".join(line.name for line in lines),
            "file": told.form.file_name,
            "other_file": other.form.file_name,
        }
        about = (told.form.lines[0].key, *(line.key for line in lines))

        def is_open() -> bool:
            """Whether it still stands: what was left out may count again, the rest be replaced."""
            return any(state.outcomes[line.key].reason == asked_of for line in lines)

        state.asked[code] = Asked(Question(code, kind, about, facts), is_open, told.form.submission_sha256)
    if is_correction != (answer is False):
        for project in rest:
            project.dropped_by = told.form.submission_sha256
            state.uncount(project, "dropped")


def _add_to(state: State, told: Told, other: Told) -> None:
    """Let what a correction adds be no first report: the form that it corrects is what was reported first."""
    first = next(iter(other.projects.values()))
    for report in _new(state, told).values():
        report.replaces = [first]


def _new(state: State, told: Told) -> dict[int, Report]:
    """Projects that a form is the first to tell of, with what it says of them."""
    return {
        number: report
        for number, report in told.projects.items()
        if told.met.get(number) is None and state.projects[number].reports == [report]
    }


def _renamed(state: State, told: Told, rest: list[Project]) -> list[Project]:
    """What is left after lines that only bear another name in the correction, by their exact amounts."""
    new = _new(state, told)
    by_totals: dict[object, list[int]] = {}
    for number, report in new.items():
        by_totals.setdefault(report.totals, []).append(number)
    left = []
    for project in rest:
        same = [number for number in by_totals.get(project.totals, ()) if number in new]
        if len(same) == 1 and None not in project.totals and agree(new[same[0]].totals, project.totals):
            _merge(state, project, state.projects[same[0]], new.pop(same[0]), told)
        else:
            left.append(project)
    return left


def _merge(state: State, project: Project, other: Project, report: Report, told: Told) -> None:
    """Take a project that was new into the one that it is under another name."""
    other.reports, other.counted = [], []
    told.projects[project.number] = told.projects.pop(other.number)
    project.learn(report, told.unit)
    project.questions |= other.questions
    state.register.index(project, report.lines)
    state.count(project, [report], project.counted)
