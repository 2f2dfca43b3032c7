"""The lines of a form that came in → the project that each one tells of, with what is doubtful about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from selfeval.warehouse.counting import rows
from selfeval.warehouse.counting.identity import Match, generic_names, question_code
from selfeval.warehouse.counting.line import Line, LineKey, Question
from selfeval.warehouse.counting.project import Project, Report, agree
from selfeval.warehouse.counting.state import Outcome, State, Told


def read_rows(state: State, told: Told) -> None:
    """Set apart the lines of a form that are no projects."""
    if told.form.family == "overall":
        told.lines = ()
        for line in told.form.lines:
            state.set(line.key, Outcome("overall"))
        return
    kinds = rows.rows(told.form)
    kept: list[Line] = []
    once: dict[tuple[object, ...], Line] = {}
    for line in told.form.lines:
        said = (line.department_key, line.own_code, line.name_code, line.content)
        is_telling = sum(bool(amount) for amount in line.amounts.values()) > 1
        if said in once and is_telling and _is_repeated(state, told, line, once[said]):
            state.set(line.key, Outcome("copy"))
            continue
        once[said] = line
        row = kinds[line.project_number]
        code = question_code("row", told.form.submission_sha256, told.form.number, line.name_code)
        answer = state.answers.get(code)
        if row.is_doubtful and answer is None:
            facts = {"project": line.name, "file": told.form.file_name}
            told.doubtful_rows[line.key] = Question(code, "row", (line.key,), facts)
        if (row.kind != "project" and answer is not False) or (row.is_doubtful and answer):
            state.set(line.key, Outcome(row.kind if row.kind != "project" else "subtotal"))
        else:
            kept.append(line)
    told.lines = tuple(kept)


def identify(state: State, told: Told) -> Iterator[tuple[Project, Report]]:
    """Each line with its project; no project is two lines of one form."""
    places = _places(told.lines)
    taken, apart = _matched(state, told, places)
    for line in told.lines:
        match = taken.get(line.key)
        project = match.project if match else state.register.add(line.department_key, places[line.key])
        report = Report(told.form, (line,), state.delivery)
        doubts = (match.question if match else apart.get(line.key), told.doubtful_rows.get(line.key))
        for question in doubts:
            if question:
                project.questions[question.code] = question
        told.projects[project.number] = report
        told.met[project.number] = project.counted[-1] if project.counted else None
        project.learn(report, told.unit)
        state.register.index(project, (line,))
        yield project, report


def _is_repeated(state: State, told: Told, line: Line, first: Line) -> bool:
    """Whether a row that says what another row of its form says is that row again; not where a person denies it."""
    code = question_code("repeated", told.form.submission_sha256, told.form.number, line.own_code, line.name_code)
    if code not in state.answers:
        facts = {"project": line.name, "file": told.form.file_name}
        told.doubtful_rows[first.key] = Question(code, "repeated", (first.key,), facts)
    return state.answers.get(code) is not False


def _matched(
    state: State, told: Told, places: Mapping[LineKey, int]
) -> tuple[dict[LineKey, Match], dict[LineKey, Question]]:
    """The best match of each line, and questions about lines that were taken for projects of their own."""
    found: list[tuple[Match, LineKey]] = []
    apart: dict[LineKey, Question] = {}
    for line in told.lines:
        matches, doubt = state.register.find(line, told.form, told.unit, places[line.key])
        found += [(match, line.key) for match in matches]
        if doubt:
            apart[line.key] = doubt
    taken: dict[LineKey, Match] = {}
    used: set[int] = set()
    _take_best(found, taken, used)
    _take_best(list(_recoded(state, told, taken, used)), taken, used)
    for line in told.lines:
        best = taken.get(line.key)
        if best and _is_other_project(state, told, line, best, taken.values()):
            question = state.register.ask(best.project, line, told.form, "apart")
            if not isinstance(question, bool):
                apart[line.key] = question
            if question is not True:
                del taken[line.key]
    return taken, apart


def _take_best(found: list[tuple[Match, LineKey]], taken: dict[LineKey, Match], used: set[int]) -> None:
    for match, key in sorted(found, key=lambda pair: (pair[0].strength, pair[1], -pair[0].project.number)):
        if key not in taken and match.project.number not in used:
            taken[key] = match
            used.add(match.project.number)


def _recoded(
    state: State, told: Told, taken: Mapping[LineKey, Match], used: set[int]
) -> Iterator[tuple[Match, LineKey]]:
    """Lines whose names an earlier table has under other codes, where these are most of the form: one question."""
    if told.form.family != "wide":
        return
    lines = [line for line in told.lines if line.key not in taken and line.own_code]
    named = {
        line.key: [
            project
            for project in state.register.bearers(line.folded)
            if project.number not in used and project.department_key == line.department_key and _is_of(project, told)
        ]
        for line in lines
    }
    known = [line for line in lines if named[line.key]]
    if len(known) < 2 or 2 * len(known) <= len(told.lines):
        return
    code = question_code("recoded", told.form.submission_sha256, told.form.number)
    answer = state.answers.get(code)
    if answer is False:
        return
    facts = {"file": told.form.file_name, "other_file": named[known[0].key][-1].latest.form.file_name}
    question = None if answer else Question(code, "recoded", tuple(line.key for line in known), facts)
    for line in known:
        for project in named[line.key]:
            yield Match((5, abs(project.place)), project, question), line.key


def _is_of(project: Project, told: Told) -> bool:
    """Whether a table told of a project, of the unit of a form or of none."""
    is_of_unit = not (told.unit and project.units) or told.unit in project.units
    return is_of_unit and bool(project.counted) and project.counted[-1].form.family == "wide"


def _is_other_project(state: State, told: Told, line: Line, match: Match, matches: Iterable[Match]) -> bool:
    """Whether a name that every body has a project of means another one: on a table that completes another."""
    before = match.project.counted[-1].form if match.project.counted else None
    if before is None or before.family != "wide" or told.form.family != "wide" or told.form.is_correction:
        return False
    if line.folded not in generic_names() or agree(line.totals, match.project.totals) or line.own_code:
        return False
    again = sum(one.project.counted[-1].form is before for one in matches if one.project.counted)
    return 2 * again <= len(state.by_form[before.key].projects)


def _places(lines: Sequence[Line]) -> dict[LineKey, int]:
    """Which line of its name and code on the form each one is, from 0."""
    seen: dict[tuple[int, str, str], int] = defaultdict(int)
    places = {}
    for line in lines:
        name = line.department_key, line.own_code, line.name_code
        places[line.key] = seen[name]
        seen[name] += 1
    return places
