"""Projects without counterpart in their own department → those that moved to another one, surely or perhaps."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from selfeval.warehouse.lineage.likeness import CODE_LIKENESS, Project, likeness
from selfeval.warehouse.lineage.lineage_group import Group

MOVED_SHARE = Decimal("0.8")
ASKED_SHARE = Decimal("0.9")
BEARERS = 2
"""Departments that bear a name in the two years together: with a third one, the budgets must agree more closely."""
CANDIDATES = 3
"""Of a name that more free projects bear than these, nobody could tell which moved where: nothing is asked."""
SHORTEST_NAME = 4


def by_code(before: Sequence[Project], after: Sequence[Project], known: Collection[int]) -> Iterator[Group]:
    """A project's own code that went to another department.

    `known` are the departments of both years. From a department that is gone to one that is new, the department may
    have changed and not the project: a question.
    """
    then, now = _once(before), _once(after)
    for code in sorted(then.keys() & now.keys()):
        one, other = then[code], now[code]
        if one.department_key != other.department_key:
            alike = likeness(one, other)
            is_between = one.department_key in known or other.department_key in known
            is_sure = is_between and alike.name >= CODE_LIKENESS and not alike.contradicts
            zh, en = f"在另一部门，项目编码相同：{code}", f"same project code in another department: {code}"
            yield Group("moved", (one,), (other,), Decimal("0.99"), zh, en, is_sure)


def by_name(before: Sequence[Project], after: Sequence[Project], bearers: Mapping[str, int]) -> Iterator[Group]:
    """One name, the same sources and a like budget in another department: a question, whoever else bears the name."""
    now: dict[str, list[Project]] = defaultdict(list)
    for other in after:
        now[other.written].append(other)
    counts = Counter(one.written for one in before)
    for one in before:
        others = now.get(one.written, [])
        if max(counts[one.written], len(others)) > CANDIDATES or len(one.written) < SHORTEST_NAME:
            continue
        for other in others:
            alike = likeness(one, other)
            is_only = counts[one.written] == len(others) == 1 and bearers[one.written] <= BEARERS
            agrees = alike.is_sources and (alike.share or 0) >= (MOVED_SHARE if is_only else ASKED_SHARE)
            if one.department_key != other.department_key and agrees:
                zh = f"在另一部门，名称、资金来源相同，预算相当（{alike.share:.0%}）"
                en = f"same name and sources in another department, like budgets ({alike.share:.0%})"
                yield Group("moved", (one,), (other,), Decimal("0.80" if is_only else "0.50"), zh, en, is_sure=False)


def bearers(*years: Mapping[int, Sequence[Project]]) -> Counter[str]:
    """How many departments bear a name in any of the years."""
    borne = {(key, one.written) for year in years for key, projects in year.items() for one in projects}
    return Counter(name for _, name in borne)


def _once(projects: Sequence[Project]) -> dict[str, Project]:
    """Projects by their own code, where only one has it."""
    counts = Counter(one.own_code for one in projects)
    return {one.own_code: one for one in projects if one.own_code and counts[one.own_code] == 1}
