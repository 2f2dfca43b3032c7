"""Two years' projects of one department → which became which: same, renamed, split, merged, new, ended.

Evidence is used in falling order of strength, and what one kind settles the next does not see: the printed code, the
exact normalised name, a name that is the base of several others, a similar name with a like amount and the same
sources. Nothing depends on the order in which projects are given.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from selfeval.warehouse.likeness import COMPARABLE_SHARE, Project, closeness, likeness, total

RENAME_SCORE = Decimal("0.75")
"""婚姻登记工作 → 婚姻登记服务与管理 scores 0.84; the best wrong pair of the sample years stays below 0.5."""
RENAME_MARGIN = Decimal("0.10")
"""How far the best candidate must be ahead of the second, on both sides: otherwise it is a question, not an answer."""
SHORTEST_BASE = 2


@dataclass(frozen=True)
class Group:
    """Projects of two years that belong together, why, and how sure that is (0-1)."""

    kind: str
    prior: tuple[Project, ...]
    current: tuple[Project, ...]
    confidence: Decimal
    evidence_zh: str
    evidence_en: str


def match(prior: Sequence[Project] | None, current: Sequence[Project]) -> list[Group]:
    """Groups of one department's projects; every project stands in exactly one.

    `prior` None says that the year before is not loaded: then nothing is new, everything is `first`.
    """
    if prior is None:
        return [_lone("first", one) for one in sorted(current)]
    before, after = sorted(prior), sorted(current)
    groups: list[Group] = []
    for find in (_by_code, _by_name, _splits, _mergers, _renames):
        found = list(find(before, after))
        settled_before = {one for group in found for one in group.prior}
        settled_after = {one for group in found for one in group.current}
        before = [one for one in before if one not in settled_before]
        after = [one for one in after if one not in settled_after]
        groups += found
    groups += [_lone("ended", one) for one in before]
    groups += [_lone("new", one) for one in after]
    return sorted(groups, key=lambda group: (group.current, group.prior))


def _by_code(before: list[Project], after: list[Project]) -> Iterator[Group]:
    """One code in both years is one project, whatever it is called; a code on several lines decides nothing."""
    for code in sorted({one.code for one in before if one.code} & {one.code for one in after}):
        then = [one for one in before if one.code == code]
        now = [one for one in after if one.code == code]
        if len(then) == len(now) == 1:
            kind = "same" if then[0].name_code == now[0].name_code else "renamed"
            yield Group(kind, (*then,), (*now,), Decimal(1), f"项目编码相同：{code}", f"same project code: {code}")


def _by_name(before: list[Project], after: list[Project]) -> Iterator[Group]:
    """One normalised name in both years; of namesakes with other codes, the first by code pairs with the first."""
    for name in sorted({one.name_code for one in before} & {one.name_code for one in after}):
        then = [one for one in before if one.name_code == name]
        now = [one for one in after if one.name_code == name]
        for one, other in zip(then, now, strict=False):
            yield Group("same", (one,), (other,), Decimal(1), "项目名称相同", "same project name")


def _splits(before: list[Project], after: list[Project]) -> Iterator[Group]:
    for one, parts, share in _families(before, after):
        names = f"上年名称“{one.name_code}”是本年 {len(parts)} 个项目名称的开头"
        english = f"last year's name begins {len(parts)} of this year's names"
        yield _family("split", (one,), parts, share, names, english)


def _mergers(before: list[Project], after: list[Project]) -> Iterator[Group]:
    for one, parts, share in _families(after, before):
        names = f"本年名称“{one.name_code}”是上年 {len(parts)} 个项目名称的开头"
        english = f"this year's name begins {len(parts)} of last year's names"
        yield _family("merged", parts, (one,), share, names, english)


def _families(wholes: list[Project], others: list[Project]) -> Iterator[tuple[Project, tuple[Project, ...], Decimal]]:
    """Projects whose name begins two or more others that together have a comparable budget; the longest name first."""
    free = list(others)
    for whole in sorted(wholes, key=lambda one: (-len(one.name_code), one)):
        parts = tuple(one for one in free if _is_part(one.name_code, whole.name_code))
        share = closeness(whole.budget, total(parts))
        if len(parts) > 1 and share is not None and share >= COMPARABLE_SHARE:
            free = [one for one in free if one not in parts]
            yield whole, parts, share


def _is_part(name: str, base: str) -> bool:
    return len(base) >= SHORTEST_BASE and name.startswith(base) and name != base


def _renames(before: list[Project], after: list[Project]) -> Iterator[Group]:
    """Pairs that are each other's best candidate, good enough, and clearly ahead of the second best."""
    scored = [(one, other, score) for one in before for other in after if (score := likeness(one, other)) is not None]
    by_prior: dict[Project, list[Decimal]] = defaultdict(list)
    by_current: dict[Project, list[Decimal]] = defaultdict(list)
    for one, other, score in scored:
        by_prior[one].append(score)
        by_current[other].append(score)
    for one, other, score in scored:
        if score >= RENAME_SCORE and _is_ahead(score, by_prior[one]) and _is_ahead(score, by_current[other]):
            zh = f"名称相近、预算相当、资金来源相同（相似度 {score}）"
            yield Group("renamed", (one,), (other,), score, zh, f"like name and budget, same sources ({score})")


def _is_ahead(score: Decimal, scores: list[Decimal]) -> bool:
    """Whether a score leads all others of a list that it stands in itself."""
    rivals = sorted(scores, reverse=True)
    return rivals[0] == score and (len(rivals) == 1 or score - rivals[1] >= RENAME_MARGIN)


def _family(
    kind: str, prior: tuple[Project, ...], current: tuple[Project, ...], share: Decimal, zh: str, en: str
) -> Group:
    percent = f"{share:.0%}"
    confidence = ((1 + share) / 2).quantize(Decimal("0.01"))
    return Group(
        kind, prior, current, confidence, f"{zh}，预算合计相当（{percent}）", f"{en}; budgets agree ({percent})"
    )


def _lone(kind: str, one: Project) -> Group:
    said = {
        "first": ("上年自评表未入库", "the prior year's form is not loaded"),
        "new": ("上年没有可对应的项目", "no project of last year corresponds"),
        "ended": ("本年没有可对应的项目", "no project of this year corresponds"),
    }[kind]
    sides: tuple[tuple[Project, ...], tuple[Project, ...]] = ((one,), ()) if kind == "ended" else ((), (one,))
    return Group(kind, *sides, Decimal(1), *said)
