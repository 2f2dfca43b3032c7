"""Projects without counterpart → one that was split into several, or several that were merged into one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from selfeval.warehouse.identity.blocking import LARGEST
from selfeval.warehouse.lineage.likeness import Project, closeness, total
from selfeval.warehouse.lineage.lineage_group import Group, Matching

SHORTEST_BASE = 4
"""Characters of a name that begins those of its parts: 教育 begins 教育督导 and 教育扶贫 without being either."""
CANDIDATES = 3
"""Of a project that has more doubtful partners than these, nobody could tell which one it is: nothing is asked."""
SUM_SHARE = Decimal("0.5")
"""Budgets of the parts together are comparable with the whole's within a factor of two, as those of one project are."""
DOUBTFUL_SUM_SHARE = Decimal("0.9")
SMALLEST_PART = Decimal("0.2")
"""A smaller part's share of the whole says nothing: with or without it, the budgets agree."""
ABSORBED_SHARE = Decimal("0.95")
ABSORBED_GROWTH = Decimal("1.2")

Family = tuple[Project, tuple[Project, ...], Decimal, bool]


def splits(matching: Matching) -> Iterator[Group]:
    """A project of last year whose name begins several of this year's."""
    for one, parts, share, is_sure in _families(matching.before, matching.after):
        names = f"上年名称“{one.name_code}”是本年项目名称的开头" if is_sure else f"上年“{one.name_code}”或已拆分"
        english = "last year's name begins those of this year" if is_sure else "last year's project may be split"
        yield _family("split", (one,), parts, share, names, english, is_sure=is_sure)


def mergers(matching: Matching) -> Iterator[Group]:
    """Several projects of last year whose names begin with one of this year's."""
    for one, parts, share, is_sure in _families(matching.after, matching.before):
        names = f"本年名称“{one.name_code}”是上年项目名称的开头" if is_sure else f"本年“{one.name_code}”或由合并而来"
        english = "this year's name begins those of last year" if is_sure else "this year's project may be merged"
        yield _family("merged", parts, (one,), share, names, english, is_sure=is_sure)


def absorbed(matching: Matching) -> Iterator[Group]:
    """An ended project whose budget another one has grown by, or a new one whose budget another one has lost."""
    pairs = [(group.prior[0], group.current[0]) for group in matching.groups if group.kind in ("same", "renamed")]
    for ended, then, now, share in _absorbed(matching.before, pairs):
        names = f"“{ended.name_code}”终止，“{then.name_code}”预算相应增加"
        english = "one project ended, another grew by its budget"
        yield _family("merged", (*sorted((then, ended)),), (now,), share, names, english, is_sure=False)
    for new, now, then, share in _absorbed(matching.after, [(now, then) for then, now in pairs]):
        names = f"新增“{new.name_code}”，“{then.name_code}”预算相应减少"
        english = "one project is new, another shrank by its budget"
        yield _family("split", (then,), (*sorted((now, new)),), share, names, english, is_sure=False)


def _absorbed(
    parts: Sequence[Project], pairs: Sequence[tuple[Project, Project]]
) -> Iterator[tuple[Project, Project, Project, Decimal]]:
    """Each part with the few pairs of a smaller and a larger budget that it makes the difference of."""
    grown: dict[str, list[tuple[Decimal, Project, Project]]] = defaultdict(list)
    for smaller, larger in pairs:
        if smaller.budget and larger.budget and larger.budget >= smaller.budget * ABSORBED_GROWTH:
            grown[larger.sources].append((larger.budget - smaller.budget, smaller, larger))
    for differences in grown.values():
        differences.sort()
    for part in parts:
        differences = grown.get(part.sources, [])
        place = bisect_left(differences, part.budget or 0, key=lambda one: one[0])
        near = differences[max(0, place - LARGEST) : place + LARGEST]
        shares = [
            (closeness(total((part, smaller)), larger.budget) or Decimal(0), smaller, larger)
            for _, smaller, larger in near
        ]
        found = [one for one in shares if one[0] >= ABSORBED_SHARE]
        if part.budget and len(found) <= CANDIDATES:
            yield from ((part, smaller, larger, share) for share, smaller, larger in found)


def _families(wholes: Sequence[Project], others: Sequence[Project]) -> Iterator[Family]:
    """Projects that two or more others go on from, which together have a comparable budget; the longest name first.

    Sure where the others have the whole's own code, or names that begin with its name of four characters or more.
    """
    free = _Others(others)
    for whole in sorted(wholes, key=lambda one: (-len(one.folded), one)):
        for parts in (free.coded(whole), free.named(whole.folded) if len(whole.folded) >= SHORTEST_BASE else ()):
            share = closeness(whole.budget, total(parts))
            if len(parts) > 1 and share is not None and share >= SUM_SHARE:
                free.take(parts)
                yield whole, parts, share, {one.sources for one in parts} == {whole.sources}
                break
        else:
            doubtful = list(islice(free.doubtful(whole), CANDIDATES + 1))
            if len(doubtful) <= CANDIDATES:
                yield from ((whole, pair, share, False) for pair, share in doubtful)


class _Others:
    """Projects of the other year that are still free, looked up by name, code and budget."""

    def __init__(self, others: Sequence[Project]) -> None:
        self.by_name = sorted(others, key=lambda one: (one.folded, one))
        self.by_core: dict[str, list[Project]] = defaultdict(list)
        self.by_code: dict[str, list[Project]] = defaultdict(list)
        self.by_budget: dict[str, list[Project]] = defaultdict(list)
        self.taken: set[Project] = set()
        for one in sorted(others, key=lambda one: (one.budget or 0, one)):
            self.by_core[one.core].append(one)
            self.by_code[one.own_code].append(one)
            self.by_budget[one.sources].append(one)

    def take(self, projects: Iterable[Project]) -> None:
        """Look these up no more."""
        self.taken.update(projects)

    def coded(self, whole: Project) -> tuple[Project, ...]:
        """Those with its own code."""
        return self._free(self.by_code.get(whole.own_code, ())) if whole.own_code else ()

    def named(self, base: str) -> tuple[Project, ...]:
        """Those whose name begins with a base and goes on, in the order of their keys."""
        first = bisect_left(self.by_name, base, key=lambda one: one.folded)
        begun = takewhile(lambda one: one.folded.startswith(base), islice(self.by_name, first, None))
        return self._free(one for one in begun if one.folded != base)

    def doubtful(self, whole: Project) -> Iterator[tuple[tuple[Project, Project], Decimal]]:
        """Pairs of which one is named like the whole, with parts of its budget and the same sources."""
        named = {*self.named(whole.core), *self._free(self.by_core.get(whole.core, ()))} if whole.budget else set()
        named = {one for one in named if one.budget and one.sources == whole.sources}
        rivals = self.by_budget.get(whole.sources, [])
        for one in sorted(named) if len(named) <= LARGEST else ():
            rest = (whole.budget or Decimal(0)) - (one.budget or 0)
            place = bisect_left(rivals, rest, key=lambda other: other.budget or Decimal(0))
            for other in self._free(rivals[max(0, place - LARGEST) : place + LARGEST]):
                if other != one and (other not in named or one < other):
                    share = closeness(whole.budget, total((one, other))) or Decimal(0)
                    smallest = min(closeness(whole.budget, part.budget) or Decimal(0) for part in (one, other))
                    if share >= DOUBTFUL_SUM_SHARE and smallest >= SMALLEST_PART:
                        yield (min(one, other), max(one, other)), share

    def _free(self, projects: Iterable[Project]) -> tuple[Project, ...]:
        return tuple(sorted(one for one in projects if one not in self.taken))


def _family(
    kind: str,
    prior: tuple[Project, ...],
    current: tuple[Project, ...],
    share: Decimal,
    zh: str,
    en: str,
    *,
    is_sure: bool,
) -> Group:
    percent = f"{share:.0%}"
    confidence = ((1 + share) / 2 if is_sure else share / 2).quantize(Decimal("0.01"))
    said = f"{zh}，预算合计相当（{percent}）", f"{en}; budgets agree ({percent})"
    return Group(kind, prior, current, confidence, *said, is_sure)
