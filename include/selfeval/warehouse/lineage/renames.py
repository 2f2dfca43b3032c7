"""Projects without counterpart by code or name → pairs under two names, sure or to be asked about."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz, process

from selfeval.warehouse.lineage.likeness import Likeness, Project, likeness
from selfeval.warehouse.lineage.lineage_group import Group, Matching

COMPARABLE_SHARE = Decimal("0.5")
"""Budgets of one project in two years are comparable within a factor of two: the widest change of a project that kept
its name in the sample years 2020-2022 is 12 % where the form is not disputed."""
SURE_SHARE = Decimal("0.7")
"""Below it a like name is asked about: of 3,000 departments' generated renames, 98.6 % of those from 0.5 on were right,
99.2 % of those from 0.7 on."""
SLIP_SHARE = Decimal("0.3")
NARROWER_SHARE = Decimal("0.8")
SURE_SCORE = Decimal("0.84")
ASK_SCORE = Decimal("0.70")
MARGIN = Decimal("0.10")
"""How far the best candidate must be ahead of the second, on both sides: otherwise it is a question, not an answer."""
ONLY_SHARE = Decimal("0.9")

Scored = tuple[Project, Project, Likeness]


def slips(matching: Matching) -> Iterator[Group]:
    """Names that one slip in typing parts, each the other's only candidate."""
    found = [pair for pair in _pairs(matching) if pair[2].is_slip and not pair[2].contradicts]
    for one, other, alike in found:
        is_only = sum(one in pair[:1] or other in pair[1:2] for pair in found) == 1
        is_added = alike.is_narrower and len(one.folded) != len(other.folded)
        is_sure = is_only and not is_added and (alike.share is None or alike.share >= SLIP_SHARE)
        zh, en = "项目名称仅一字之差", "names differ by one slip in typing"
        yield Group("same", (one,), (other,), Decimal("0.97" if is_sure else "0.60"), zh, en, is_sure)


def renames(matching: Matching) -> Iterator[Group]:
    """Pairs that are each other's best candidate, clearly ahead of the second; the doubtful ones are asked about."""
    asked = {one for group in matching.questions for one in (*group.prior, *group.current)}
    pairs = _pairs(matching)
    found = [pair for pair in pairs if _is_likely(pair[2])]
    by_project: dict[Project, list[Decimal]] = defaultdict(list)
    for one, other, alike in found:
        by_project[one].append(alike.score)
        by_project[other].append(alike.score)
    for one, other, alike in found:
        leads = _is_ahead(alike.score, by_project[one]) and _is_ahead(alike.score, by_project[other])
        is_sure = leads and _is_sure(alike) and one not in asked and other not in asked
        if is_sure or alike.score >= max(by_project[one] + by_project[other]) - MARGIN:
            yield _renamed(one, other, alike, is_sure=is_sure)
    if not found and len(pairs) == 1 and pairs[0][0] not in asked and pairs[0][1] not in asked:
        yield from _only(*pairs[0])


def _only(one: Project, other: Project, alike: Likeness) -> Iterator[Group]:
    """The one project that is gone and the one that is new, of like budget and the same sources."""
    if alike.is_sources and not alike.contradicts and (alike.share or 0) >= ONLY_SHARE:
        zh = f"本年仅一个新项目、上年仅一个无对应项目，预算相当（{alike.share:.0%}）"
        en = f"the only new and the only unmatched project, like budgets ({alike.share:.0%})"
        yield Group("renamed", (one,), (other,), alike.score, zh, en, is_sure=False)


def _is_likely(alike: Likeness) -> bool:
    if alike.contradicts:
        return alike.is_code and (alike.share or 0) >= NARROWER_SHARE
    if alike.is_core:
        return alike.share is None or alike.share >= (COMPARABLE_SHARE if alike.is_sources else NARROWER_SHARE)
    return alike.is_sources and (alike.share or 0) >= COMPARABLE_SHARE and alike.score >= ASK_SCORE


def _is_sure(alike: Likeness) -> bool:
    if alike.contradicts or alike.share is None or not alike.is_sources:
        return False
    if alike.is_narrower:
        return alike.is_code and alike.share >= NARROWER_SHARE
    return alike.share >= SURE_SHARE and (alike.is_core or alike.score >= SURE_SCORE)


def _renamed(one: Project, other: Project, alike: Likeness, *, is_sure: bool) -> Group:
    zh = ["名称相近", "预算相当"] if alike.share else ["名称相近", "预算不详"]
    en = ["like names", "like budgets"] if alike.share else ["like names", "a budget not known"]
    zh += ["资金来源相同" if alike.is_sources else "资金来源不同"]
    en += ["same sources" if alike.is_sources else "other sources"]
    if alike.is_code:
        zh, en = [*zh, "编码相同"], [*en, "same code"]
    said = f"{'、'.join(zh)}（相似度 {alike.score}）", f"{', '.join(en)} ({alike.score})"
    return Group("renamed", (one,), (other,), alike.score, *said, is_sure)


def _pairs(matching: Matching) -> list[Scored]:
    """Every free project of last year with every free one of this year."""
    before, after = matching.before, matching.after
    ratios = process.cdist([one.folded for one in before], [one.folded for one in after], scorer=fuzz.ratio)
    return [
        (one, other, likeness(one, other, float(ratios[row][column])))
        for row, one in enumerate(before)
        for column, other in enumerate(after)
    ]


def _is_ahead(score: Decimal, scores: list[Decimal]) -> bool:
    """Whether a score leads all others of a list that it stands in itself."""
    rivals = sorted(scores, reverse=True)
    return rivals[0] == score and (len(rivals) == 1 or score - rivals[1] >= MARGIN)
