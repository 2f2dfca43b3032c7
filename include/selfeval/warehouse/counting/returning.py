"""What was replaced and comes again, and what is withdrawn → what counts then, and what a person is asked."""

from collections.abc import Iterable, Sequence

from selfeval.warehouse.counting import leaving_out, totalling
from selfeval.warehouse.counting.holding import contradicted
from selfeval.warehouse.counting.identity import question_code
from selfeval.warehouse.counting.line import Question
from selfeval.warehouse.counting.project import Project, Report, agree
from selfeval.warehouse.counting.state import Asked, Outcome, State, Told


def is_unconfirmed_return(state: State, told: Told, siblings: Sequence[Told]) -> bool:
    """Whether a form says what an earlier one said that was replaced since, and nobody has said that it holds again."""
    if not told.projects or not _is_return(state, told, siblings):
        return False
    less = [project for other in told.earlier for project in _missing(state, other, siblings)]
    return not is_confirmed(state, told, contradicted(state, told), less)


def is_confirmed(state: State, told: Told, differing: Sequence[Project], less: Sequence[Project] = ()) -> bool:
    """Whether a person said that a form which brings back what was replaced holds again; else it is asked.

    The question is open until another report of all projects comes of which the form says something else.
    """
    about, since = [*differing, *less] or state.of(told.projects), state.delivery
    pending = [project for project in about if project.counted]

    def is_open() -> bool:
        return any(project.counted and project.newest <= since for project in pending)

    return state.ask("returned", told, differing, is_open) is True


def repeat(state: State, told: Sequence[Told]) -> None:
    """Take in bytes that are known: what was replaced stays so until a person says otherwise.

    Where what replaced it was withdrawn and nothing stands in its place, nobody has to say so.
    """
    for one in told:
        over = {
            state.projects[number]: report
            for number, report in one.projects.items()
            if report.has_counted
            and report not in state.projects[number].counted
            and not report.is_withdrawn
            and not state.projects[number].is_set_aside
        }
        differing = [project for project, report in over.items() if not agree(report.totals, project.totals)]
        if not any(_brings_back(project, report) for project, report in over.items()):
            for project, report in over.items():
                state.count(project, project.counted or [report], [])
        elif is_confirmed(state, one, differing, list(over)):
            for project, report in over.items():
                state.count(project, [report], project.counted)
            one.earlier = [other for other in state.by_form.values() if other is not one and one.is_alike(other)]
            if one.form.family == "wide":
                leaving_out.leave_out(state, one, told)
        for project in over:
            state.mark(project)


def withdraw(state: State, submission_sha256: str) -> None:
    """Take a file back: it counts no more, nor is anything asked about it.

    What it had replaced or left out does not come back by itself. Where nothing is left that counts of a project, a
    person is asked whether what was there before counts again, and the year is in doubt until then.
    """
    lost: list[Project] = []
    for told in state.by_file.get(submission_sha256, ()):
        keys = {line.key for line in told.form.lines}
        for key in keys:
            state.set(key, Outcome("withdrawn"))
        state.asked = {
            code: one
            for code, one in state.asked.items()
            if one.submission_sha256 != submission_sha256 and not keys.issuperset(one.question.lines)
        }
        for number, report in told.projects.items():
            project = state.projects[number]
            report.is_withdrawn = True
            lost += [project] if report in project.counted or project.part_of is not None else []
            project.counted = [one for one in project.counted if one is not report]
            project.questions = {code: one for code, one in project.questions.items() if keys.isdisjoint(one.lines)}
            state.say(report, "withdrawn", project)
            state.mark(project)
    for project in state.projects:
        if project.dropped_by == submission_sha256:
            project.dropped_by = ""
            lost.append(project)
    totalling.count_again(state, lost)
    _ask_for_what_was_before(state, submission_sha256, lost)


def _ask_for_what_was_before(state: State, submission_sha256: str, lost: Iterable[Project]) -> None:
    """Let what was there before a withdrawn file count again where a person says so; else ask."""
    before = {project: _before(project) for project in lost if not project.counted and not project.is_set_aside}
    before = {project: reports for project, reports in before.items() if reports}
    if not before:
        return
    code = question_code("withdrawn", submission_sha256)
    if state.answers.get(code):
        for project, reports in before.items():
            state.count(project, reports, [])
    elif code not in state.answers:
        file = state.by_file[submission_sha256][0].form
        names = "、".join(reports[-1].lines[0].name for reports in before.values())
        lines = tuple(line.key for reports in before.values() for line in reports[-1].lines)
        question = Question(code, "withdrawn", lines, {"file": file.file_name, "project": names})
        state.asked[code] = Asked(question, lambda: any(not project.counted for project in before))


def _before(project: Project) -> list[Report]:
    """The reports of a project that counted last, of those that are not withdrawn."""
    standing = [one for one in project.reports if one.has_counted and not one.is_withdrawn]
    last = max((one.delivery for one in standing), default=0)
    return [one for one in standing if one.delivery == last]


def _is_return(state: State, told: Told, siblings: Sequence[Told]) -> bool:
    """Whether a form says what an earlier one said that has been replaced since by something else, or by more."""
    is_other = any(_brings_back(state.projects[number], report) for number, report in told.projects.items())
    is_less = any(True for other in told.earlier for _ in _missing(state, other, siblings))
    return (is_other or is_less) and any(
        state.projects[number].counted and report not in state.projects[number].counted
        for other in state.fingerprints.get(told.form.fingerprint, ())
        for number, report in other.projects.items()
    )


def _missing(state: State, other: Told, siblings: Sequence[Told]) -> Iterable[Project]:
    """Projects that count as an earlier form says and that none of the forms of a file tells of."""
    again = {number for one in siblings for number in one.projects}
    for number, report in other.projects.items() if other.is_whole else ():
        if number not in again and report in state.projects[number].counted:
            yield state.projects[number]


def _brings_back(project: Project, report: Report) -> bool:
    """Whether a report that came again says something else than what counts, or is of what a correction left out."""
    is_said = any(report.repeats(one) for one in project.counted)
    return project.is_dropped or (bool(project.counted) and not is_said)
