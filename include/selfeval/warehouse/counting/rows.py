"""The lines of one form → which of them are projects, and which are sums of others, parts of one, or samples.

The evidence is taken together: what a row is called, how it is numbered, and whether budget and spending are both the
sum of its neighbours. A row that only its sums speak against, or only its name, is a project, in doubt.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from selfeval.warehouse.counting.line import Form, Line
from selfeval.warehouse.counting.running_sum import RunningSum
from selfeval.warehouse.counting.words import words
from selfeval.warehouse.identity import folding

ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]+[)）]?[、.．]?$")
"""一、(二): how groups are numbered where projects have figures."""
BRACKETED = re.compile(r"^(?:[（(]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳])$")
"""(1) and ①: how parts are numbered below a project with a figure."""
DASH = re.compile(r"^\s*[-—–─－·•]")
_AFTER_NAME = re.compile(r"\([^()]*\)$|[数额]$|[:。.、]+$")
FEWEST_OTHERS = 3
"""Other rows from which a row that is the sum of all of them is more than chance."""


@dataclass(frozen=True)
class Row:
    """What a line is: `project`, `subtotal`, `part` or `sample`; a doubtful one counts until a person says."""

    kind: str
    is_doubtful: bool = False


PROJECT = Row("project")
DOUBTFUL = Row("project", is_doubtful=True)


def rows(form: Form) -> dict[int, Row]:
    """What each line of a form is, by its number; a form with one line is that project."""
    lines = [line for line in form.lines if not _is_sample(line)]
    found = {line.project_number: Row("sample") for line in form.lines if _is_sample(line)}
    if form.family == "wide" and len(lines) > 1:
        found |= dict(_parts(lines))
        found |= _sums([line for line in lines if found.get(line.project_number, DOUBTFUL) is DOUBTFUL])
    return {line.project_number: found.get(line.project_number, PROJECT) for line in form.lines}


def _parts(lines: Sequence[Line]) -> Iterator[tuple[int, Row]]:
    """Rows below a project that are parts of it: called 其中 or so, numbered below it, or going on from its name."""
    place = 1
    while place < len(lines):
        end, row = _block(lines, place)
        yield from ((line.project_number, row) for line in lines[place:end])
        place = max(end, place + 1)


def _block(lines: Sequence[Line], place: int) -> tuple[int, Row]:
    """Where the parts of the row before a place end, and what they are; the place itself where there are none."""
    whole = lines[place - 1]
    if _is_called(lines[place], "part"):
        return _called_parts(lines, place), Row("part")
    if _is_group(whole) or _is_body(whole):
        return place, PROJECT
    for is_below, unequal in _BELOW:
        end = place
        running = RunningSum()
        while end < len(lines) and is_below(lines[end], whole) and not running.equals(whole.totals):
            running = running.plus(lines[end].totals)
            end += 1
        if end > place and running.equals(whole.totals):
            return end, Row("part")
        if end > place and unequal is not PROJECT:
            return end, DOUBTFUL if running.exceeds(whole.totals) else unequal
    return place, PROJECT


def _called_parts(lines: Sequence[Line], place: int) -> int:
    """Where the parts end that begin with a row called so: where they add up, else with the last one called so."""
    running, end = RunningSum(), place
    while end < len(lines) and not running.exceeds(lines[place - 1].totals):
        running = running.plus(lines[end].totals)
        end += 1
        if running.equals(lines[place - 1].totals):
            return end
    end = place + 1
    while end < len(lines) and _is_called(lines[end], "part"):
        end += 1
    return end


def _is_numbered_below(line: Line, whole: Line) -> bool:
    parent = whole.sequence.rstrip(".．、")
    return parent.isdigit() and re.match(rf"{parent}[.．\-－]\d", line.sequence) is not None


def _is_bracketed_below(line: Line, whole: Line) -> bool:
    return whole.sequence.rstrip(".．、").isdigit() and BRACKETED.match(line.sequence) is not None


def _is_dashed_below(line: Line, whole: Line) -> bool:
    return DASH.match(line.name) is not None and DASH.match(whole.name) is None


def _goes_on(line: Line, whole: Line) -> bool:
    """Whether the row's name is that of the project above and more."""
    return line.folded != whole.folded and line.folded.startswith(whole.folded)


_BELOW: tuple[tuple[Callable[[Line, Line], bool], Row], ...] = (
    (_is_numbered_below, Row("part")),
    (_is_bracketed_below, DOUBTFUL),
    (_is_dashed_below, DOUBTFUL),
    (_goes_on, PROJECT),
)
"""How rows show that they are parts of the row above, and what they are where they do not add up to it."""


def _sums(lines: Sequence[Line]) -> dict[int, Row]:
    """Rows that are called a sum, or that are marked off from projects and add up the rows above or below them."""
    called = [_is_sum(line) or _is_group(line) for line in lines]
    marked = [is_called or _is_set_apart(line, lines) for line, is_called in zip(lines, called, strict=True)]
    bodies = [_is_body(line) and not is_marked for line, is_marked in zip(lines, marked, strict=True)]
    if any(bodies) and not all(bodies):
        found = _added_up(lines, called, [one or other for one, other in zip(marked, bodies, strict=True)])
        if all(found.get(line.project_number) for line, is_body in zip(lines, bodies, strict=True) if is_body):
            return found
    found = _added_up(lines, called, marked)
    if not found and len(lines) > FEWEST_OTHERS:
        found |= _silent_total(lines)
    return found


def _added_up(lines: Sequence[Line], called: Sequence[bool], marked: Sequence[bool]) -> dict[int, Row]:
    """What marked rows are, by the sums above them, below them and of all rows that are not marked."""
    whole = RunningSum()
    for line, is_marked in zip(lines, marked, strict=True):
        if not is_marked:
            whole = whole.plus(line.totals)
    above = _runs(lines, marked)
    below = _runs(lines[::-1], marked[::-1])[::-1]
    found: dict[int, Row] = {}
    for place, line in enumerate(lines):
        adds_up = any(one.equals(line.totals) for one in (above[place], below[place], whole))
        if (called[place] and (adds_up or not _may_be_project(line))) or (marked[place] and adds_up):
            found[line.project_number] = Row("subtotal")
        elif called[place]:
            found[line.project_number] = DOUBTFUL
    return found


def _silent_total(lines: Sequence[Line]) -> dict[int, Row]:
    """The first or the last row where it is the sum of all the others: a total by its figures alone."""
    whole = RunningSum()
    for line in lines:
        whole = whole.plus(line.totals)
    for line in (lines[0], lines[-1]):
        if whole.without(line.totals).equals(line.totals):
            return {line.project_number: DOUBTFUL}
    return {}


def _runs(lines: Sequence[Line], marked: Sequence[bool]) -> list[RunningSum]:
    """For each row, the sum of the unmarked rows before it since the last marked one."""
    running, found = RunningSum(), []
    for line, is_marked in zip(lines, marked, strict=True):
        found.append(running)
        running = RunningSum() if is_marked else running.plus(line.totals)
    return found


def _bare(line: Line) -> str:
    """A row's name without numbering, unit in brackets and the like at its end, in simplified characters."""
    name = folding.plain(line.name, line.fiscal_year)
    while (shorter := _AFTER_NAME.sub("", name)) and shorter != name:
        name = shorter
    return name


@cache
def _plain(role: str) -> tuple[str, ...]:
    """The words of a role, written as `_bare` writes names."""
    return tuple(folding.plain(word, 0) for word in words(role))


def _is_called(line: Line, role: str) -> bool:
    name = folding.plain(line.name, line.fiscal_year).lstrip("(")
    return name.startswith(_plain(role))


def _is_sample(line: Line) -> bool:
    return _is_called(line, "sample")


def _is_sum(line: Line) -> bool:
    name = _bare(line)
    return name in _plain("total_name") or name.endswith(_plain("total"))


def _is_group(line: Line) -> bool:
    """Whether the row is called as the head of a group: 本级, 二级单位, 政府性基金, 民政局本级."""
    name = _bare(line)
    return name in _plain("group") or name.endswith(_plain("own_level"))


def _is_body(line: Line) -> bool:
    """Whether the row is called as a body is: 福利院. A project may be called so as well."""
    return _bare(line).endswith(_plain("body"))


def _may_be_project(line: Line) -> bool:
    """Whether the name may also be a project's: 部门整体支出 is a total only where it adds up."""
    name = _bare(line)
    return name in _plain("total_name") or _is_group(line) or name.endswith(_plain("loose_total"))


def _is_set_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a row is numbered otherwise than most: not at all, or by 一、 where projects have figures."""
    numbered = sum(other.sequence.isdigit() for other in (lines[0], lines[len(lines) // 2], lines[-1])) >= 2
    return numbered and (not line.sequence or bool(ORDINAL.match(line.sequence)))
