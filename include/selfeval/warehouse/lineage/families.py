"""Projects without counterpart → one that was split into several, or several that were merged into one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from selfeval.warehouse.lineage.likeness import Project, closeness, total
from selfeval.warehouse.lineage.lineage_group import Group, Matching

SHORTEST_BASE = 2
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
    for ended in matching.before:
        for then, now in pairs:
            if share := _absorbs(ended, then, now):
                names = f"“{ended.name_code}”终止，“{then.name_code}”预算相应增加"
                english = "one project ended, another grew by its budget"
                yield _family("merged", (*sorted((then, ended)),), (now,), share, names, english, is_sure=False)
    for new in matching.after:
        for then, now in pairs:
            if share := _absorbs(new, now, then):
                names = f"新增“{new.name_code}”，“{then.name_code}”预算相应减少"
                english = "one project is new, another shrank by its budget"
                yield _family("split", (then,), (*sorted((now, new)),), share, names, english, is_sure=False)


def _absorbs(part: Project, smaller: Project, larger: Project) -> Decimal | None:
    """How well the larger's budget is that of part and smaller together; None where it is not, or says nothing."""
    share = closeness(total((part, smaller)), larger.budget)
    if share is None or share < ABSORBED_SHARE or part.sources != larger.sources:
        return None
    grew = larger.budget is not None and smaller.budget is not None
    return share if grew and larger.budget >= smaller.budget * ABSORBED_GROWTH else None  # type: ignore[operator]


def _families(wholes: Sequence[Project], others: Sequence[Project]) -> Iterator[Family]:
    """Projects whose name begins two or more others that together have a comparable budget; the longest name first."""
    free = list(others)
    for whole in sorted(wholes, key=lambda one: (-len(one.folded), one)):
        parts = tuple(one for one in free if is_part(one.folded, whole.folded))
        share = closeness(whole.budget, total(parts))
        if len(parts) > 1 and share is not None and share >= SUM_SHARE:
            free = [one for one in free if one not in parts]
            yield whole, parts, share, {one.sources for one in parts} == {whole.sources}
            continue
        for pair in combinations(free, 2):
            share = closeness(whole.budget, total(pair))
            if share is not None and share >= DOUBTFUL_SUM_SHARE and _is_kin(whole, pair):
                yield whole, pair, share, False


def _is_kin(whole: Project, pair: Sequence[Project]) -> bool:
    """Whether one of a pair is named like the whole, and all have a part of its budget and the same sources."""
    shares = [closeness(whole.budget, one.budget) or Decimal(0) for one in pair]
    if min(shares) < SMALLEST_PART:
        return False
    named = any(is_part(one.folded, whole.core) or one.core == whole.core for one in pair)
    return named and {one.sources for one in pair} == {whole.sources}


def is_part(name: str, base: str) -> bool:
    """Whether a name begins with a base and goes on."""
    return len(base) >= SHORTEST_BASE and name.startswith(base) and name != base


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
