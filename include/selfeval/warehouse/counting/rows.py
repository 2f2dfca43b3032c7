"""The lines of one form → which of them are projects, and which are sums of others or parts of one.

The evidence is taken together: what a row is called, how it is numbered, and whether budget and spending are both the
sum of its neighbours. A row that only its sums speak against is a project, in doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from selfeval.warehouse.counting.line import Form, Line, Totals
from selfeval.warehouse.counting.words import words

NUMBERING = re.compile(r"^[\s（(【\[]*(?:[0-9]+|[一二三四五六七八九十]+)?[)）】\]、.．:：\s]*")
ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]+[)）]?[、.．]?$")
FEWEST_OTHERS = 3
"""Other rows from which a row that is the sum of all of them is more than chance."""


@dataclass(frozen=True)
class Row:
    """What a line is: `project`, `subtotal` or `part`; a doubtful one is counted as it is until a person says."""

    kind: str
    is_doubtful: bool = False


PROJECT = Row("project")


def rows(form: Form) -> dict[int, Row]:
    """What each line of a form is, by its number; a form with one line is that project."""
    lines = form.lines
    if form.family != "wide" or len(lines) < 2:
        return {line.project_number: PROJECT for line in lines}
    found = dict(_parts(lines))
    rest = [line for line in lines if line.project_number not in found]
    found |= _sums(rest)
    return {line.project_number: found.get(line.project_number, PROJECT) for line in lines}


def _parts(lines: Sequence[Line]) -> Iterator[tuple[int, Row]]:
    """Rows from one called 其中 on, as far as they add up to the row above; without a sum, those called so."""
    place = 1
    while place < len(lines):
        if not _is_called(lines[place], "part"):
            place += 1
            continue
        whole, end = lines[place - 1], place
        running, reached = _Sum(), None
        while end < len(lines) and reached is None:
            running.add(lines[end].totals)
            end += 1
            if running.equals(whole.totals):
                reached = end
            elif running.exceeds(whole.totals):
                break
        if reached is None:
            reached = place + 1
            while reached < len(lines) and _is_called(lines[reached], "part"):
                reached += 1
        yield from ((line.project_number, Row("part")) for line in lines[place:reached])
        place = reached


def _sums(lines: Sequence[Line]) -> dict[int, Row]:
    """Rows that are called a sum, or that are marked off from projects and add up the rows above or below them."""
    called = [_is_sum_by_name(line) for line in lines]
    marked = [is_called or _is_set_apart(line, lines) for line, is_called in zip(lines, called, strict=True)]
    whole = _Sum()
    for line, is_marked in zip(lines, marked, strict=True):
        if not is_marked:
            whole.add(line.totals)
    above = _runs(lines, marked)
    below = _runs(lines[::-1], marked[::-1])[::-1]
    found: dict[int, Row] = {}
    for place, line in enumerate(lines):
        adds_up = any(one.equals(line.totals) for one in (above[place], below[place], whole))
        if (called[place] and (adds_up or not _is_whole_name(line))) or (marked[place] and adds_up):
            found[line.project_number] = Row("subtotal")
        elif called[place]:
            found[line.project_number] = Row("project", is_doubtful=True)
    if not found and len(lines) > FEWEST_OTHERS:
        found |= _silent_total(lines)
    return found


def _silent_total(lines: Sequence[Line]) -> dict[int, Row]:
    """The first or the last row where it is the sum of all the others: a total by its figures alone."""
    whole = _Sum()
    for line in lines:
        whole.add(line.totals)
    for line in (lines[0], lines[-1]):
        if whole.without(line.totals).equals(line.totals):
            return {line.project_number: Row("project", is_doubtful=True)}
    return {}


def _runs(lines: Sequence[Line], marked: Sequence[bool]) -> list["_Sum"]:
    """For each row, the sum of the unmarked rows before it since the last marked one."""
    running, found = _Sum(), []
    for line, is_marked in zip(lines, marked, strict=True):
        found.append(running)
        running = _Sum() if is_marked else running.plus(line.totals)
    return found


def _is_called(line: Line, role: str) -> bool:
    name = NUMBERING.sub("", line.name_code)
    return any(name.startswith(word) for word in words(role))


def _is_sum_by_name(line: Line) -> bool:
    name = NUMBERING.sub("", line.name_code).strip("：:")
    return name in words("total_name") or any(name.endswith(word) for word in words("total"))


def _is_whole_name(line: Line) -> bool:
    """Whether the name may also be a project's: 部门整体支出 is a total only where it adds up."""
    name = NUMBERING.sub("", line.name_code).strip("：:")
    return name in words("total_name") or name.endswith("汇总")


def _is_set_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a row is numbered otherwise than most: not at all, or by 一、 where projects have figures."""
    numbered = sum(other.sequence.isdigit() for other in (lines[0], lines[len(lines) // 2], lines[-1])) >= 2
    return numbered and (not line.sequence or bool(ORDINAL.match(line.sequence)))


class _Sum:
    """A running sum of totals; a total that is not printed makes it unknown."""

    def __init__(self, budget: Decimal | None = Decimal(0), executed: Decimal | None = Decimal(0), count: int = 0):
        self.budget, self.executed, self.count = budget, executed, count

    def plus(self, totals: Totals) -> "_Sum":
        budget, executed = totals
        return _Sum(_added(self.budget, budget), _added(self.executed, executed), self.count + 1)

    def add(self, totals: Totals) -> None:
        budget, executed = totals
        self.budget, self.executed = _added(self.budget, budget), _added(self.executed, executed)
        self.count += 1

    def without(self, totals: Totals) -> "_Sum":
        budget, executed = totals
        return _Sum(_added(self.budget, budget, -1), _added(self.executed, executed, -1), self.count - 1)

    def equals(self, totals: Totals) -> bool:
        """Whether at least one row was added and all that the other row prints agrees."""
        known = [(mine, theirs) for mine, theirs in zip((self.budget, self.executed), totals, strict=True) if theirs]
        return bool(known) and self.count > 0 and all(mine == theirs for mine, theirs in known)

    def exceeds(self, totals: Totals) -> bool:
        return self.budget is not None and totals[0] is not None and self.budget > totals[0]


def _added(one: Decimal | None, other: Decimal | None, sign: int = 1) -> Decimal | None:
    return None if one is None or other is None else one + sign * other
