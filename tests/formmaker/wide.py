"""Projects to a wide form, a project a row: headings merged or not, divisions, sections, totals and notes."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from formmaker import words
from formmaker.content import MadeProject, draw_projects
from formmaker.indicators import MadeIndicator
from formmaker.pen import Pen
from formmaker.wide_columns import Column, WideLook, draw_look
from formmaker.wide_head import write_head
from selfeval.forms.record import Indicator

LEAST, MOST = 3, 9
"""Projects of a made form."""
SECTIONS = ("一、本级项目", "二、下属单位项目")


def wide(rng: Random, pen: Pen, top: int) -> int:
    """Write one form from row `top` on; the next free row."""
    look = draw_look(rng)
    count = rng.randint(LEAST, MOST)
    projects = draw_projects(rng, pen.subject, count, look.sources, explains=look.has("problems"))
    if look.divisions == "merged":
        projects.sort(key=lambda made: made.division)
    row = write_head(pen, look, top)
    rows = list(_rows(look, projects, row))
    for below, made in rows:
        if isinstance(made, str):
            pen.put(below, 1, made)
    projects_at = [(below, made) for below, made in rows if isinstance(made, MadeProject)]
    for number, (below, made) in enumerate(projects_at, 1):
        _project(rng, pen, look, below, made, str(number))
    if look.has("division"):
        _divisions(pen, look, projects_at)
    return _foot(pen, look, projects, rows[-1][0] + 1)


def _rows(look: WideLook, projects: list[MadeProject], row: int) -> Iterator[tuple[int, MadeProject | str]]:
    """Each project's row, and the rows of sections between them."""
    half = len(projects) // 2
    for position, made in enumerate(projects):
        if look.has_sections and position in (0, half):
            yield row, SECTIONS[position == half]
            row += 1
        yield row, made
        row += 1


def _project(rng: Random, pen: Pen, look: WideLook, row: int, made: MadeProject, number: str) -> None:
    sequence, code = (number if look.has("sequence") else None), (made.code if look.has("code") else None)
    pen.begin_project(made.name, sequence=sequence, code=code)
    shown = {} if not look.has("target") else _by_level(made, explains=look.has("problems"))
    printed = {"sequence": number, "name": made.name, "code": made.code}
    texts = _texts(made, [one.reason for one in shown.values() if one.reason])
    for column, slot in enumerate(look.columns, start=1):
        if slot.what in printed:
            pen.put(row, column, printed[slot.what])
        elif slot.what in texts:
            pen.text(row, column, slot.what, texts[slot.what])
        elif slot.what == "target" and (one := shown.get(slot.key)):
            _indicator(pen, row, column, one)
        elif slot.what == "remark" and rng.random() < 0.5:
            pen.leave(row, column, "延续项目")
        else:
            _figure(pen, row, column, slot, made)


def _figure(pen: Pen, row: int, column: int, slot: Column, made: MadeProject) -> None:
    if slot.key in made.amounts:
        pen.amount(row, column, *slot.key, made.amounts[slot.key])
    elif slot.what == "rate":
        places = 2 if made.code[-1] in "02468" else 0
        pen.rate(row, column, made.rate_printed(places), places=places)
    elif slot.what == "total_score":
        pen.points(row, column, "total_score", made.total_score)


def _texts(made: MadeProject, missed: list[str]) -> dict[str, str | None]:
    """Goals, and what was missed, low or adjusted with what is done about it."""
    explained = "；".join([*([made.explanation] if made.explanation else []), *missed])
    return {
        "goal_planned": made.goal_planned,
        "goal_actual": made.goal_actual,
        "problems": explained or "无",
        "rectification": words.REMEDY if explained else None,
    }


def _by_level(made: MadeProject, *, explains: bool) -> dict[tuple[str, str], MadeIndicator]:
    """The first indicator of each level 2; what was missed only where the form has room for the reason."""
    kept = [one for one in reversed(made.indicators) if explains or not one.reason]
    return {(one.level1, one.level2): one for one in kept}


def _indicator(pen: Pen, row: int, column: int, one: MadeIndicator) -> None:
    """Target in words and, in the next column, the actual."""
    target = pen.put(row, column, one.described)
    actual = pen.put(row, column + 1, one.actual)
    pen.project.indicators.append(
        Indicator(one.level1, one.level2, None, one.described, one.actual, cell=target, actual_cell=actual)
    )


def _divisions(pen: Pen, look: WideLook, projects: list[tuple[int, MadeProject]]) -> None:
    column = next(number for number, slot in enumerate(look.columns, 1) if slot.what == "division")
    position = 0
    while position < len(projects) and look.divisions != "blank":
        row, made = projects[position]
        end = position + 1
        if look.divisions == "merged":
            while end < len(projects) and projects[end] == (row + end - position, projects[end][1]) and (
                projects[end][1].division == made.division
            ):  # fmt: skip
                end += 1
        pen.put(row, column, made.division, down=end - position)
        for number in range(position, end):
            pen.forms[-1].projects[number].division = made.division
        position = end


def _foot(pen: Pen, look: WideLook, projects: list[MadeProject], row: int) -> int:
    if look.total_words:
        pen.put(row, next(n for n, slot in enumerate(look.columns, 1) if slot.what == "name"), look.total_words)
        for column, slot in enumerate(look.columns, start=1):
            values = [made.amounts[slot.key] for made in projects if slot.key in made.amounts]
            if slot.what == "amount" and values:
                pen.put(row, column, pen.money(sum(values, Decimal(0))))
        row += 1
    if look.note:
        pen.put(row, 1, look.note, across=len(look.columns))
        row += 1
    return row
