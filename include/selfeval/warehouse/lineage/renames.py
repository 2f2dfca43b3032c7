"""Projects without counterpart by code or name → pairs under two names, sure or to be asked about."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from selfeval.warehouse.identity.blocking import near_pairs, slip_pairs
from selfeval.warehouse.identity.names import Verdict
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
ASK_SCORE = Decimal("0.70")
MARGIN = Decimal("0.10")
"""How far the best candidate must be ahead of the second, on both sides: otherwise it is a question, not an answer."""
ONLY_SHARE = Decimal("0.9")

Scored = tuple[Project, Project, Likeness]
Candidates = Callable[[Sequence[str], Sequence[str]], Iterable[tuple[int, int]]]
"""Names of two years → places of the pairs that are worth comparing."""


def slips(matching: Matching) -> Iterator[Group]:
    """Names that one slip of the pen parts, each the other's only candidate."""
    found = [pair for pair in _pairs(matching, lambda one: one.written, slip_pairs) if pair[2].verdict is Verdict.SLIP]
    then = Counter(one for one, _, _ in found)
    now = Counter(other for _, other, _ in found)
    for one, other, alike in found:
        is_only = then[one] == now[other] == 1
        is_sure = is_only and (alike.share is None or alike.share >= SLIP_SHARE)
        zh, en = "项目名称仅一字之差，形近或音近", "names differ by one character that looks or sounds alike"
        yield Group("same", (one,), (other,), Decimal("0.97" if is_sure else "0.60"), zh, en, is_sure)


def renames(matching: Matching) -> Iterator[Group]:
    """Pairs that are each other's best candidate, clearly ahead of the second; the doubtful ones are asked about."""
    asked = {one for group in matching.questions for one in (*group.prior, *group.current)}
    found = [pair for pair in _pairs(matching, lambda one: one.folded, near_pairs) if _is_likely(pair[2])]
    by_project: dict[Project, list[Decimal]] = defaultdict(list)
    for one, other, alike in found:
        by_project[one].append(alike.score)
        by_project[other].append(alike.score)
    for one, other, alike in found:
        leads = _is_ahead(alike.score, by_project[one]) and _is_ahead(alike.score, by_project[other])
        is_sure = leads and _is_sure(alike) and one not in asked and other not in asked
        if is_sure or alike.score >= max(by_project[one] + by_project[other]) - MARGIN:
            yield _renamed(one, other, alike, is_sure=is_sure)
    if not found and len(matching.before) == len(matching.after) == 1 and asked.isdisjoint(matching.before):
        one, other = matching.before[0], matching.after[0]
        if other not in asked:
            yield from _only(one, other, likeness(one, other))


def _only(one: Project, other: Project, alike: Likeness) -> Iterator[Group]:
    """The one project that is gone and the one that is new, of like budget and the same sources."""
    if alike.is_sources and not alike.contradicts and (alike.share or 0) >= ONLY_SHARE:
        zh = f"本年仅一个新项目、上年仅一个无对应项目，预算相当（{alike.share:.0%}）"
        en = f"the only new and the only unmatched project, like budgets ({alike.share:.0%})"
        yield Group("renamed", (one,), (other,), alike.score, zh, en, is_sure=False)


def _is_likely(alike: Likeness) -> bool:
    """Whether a pair is worth a question."""
    if alike.contradicts:
        return (alike.is_code or alike.is_mistakable) and (alike.share or 0) >= NARROWER_SHARE
    if alike.verdict in (Verdict.SAME, Verdict.SLIP) or alike.is_one_character:
        return True
    if alike.is_core:
        return alike.share is None or alike.share >= (COMPARABLE_SHARE if alike.is_sources else NARROWER_SHARE)
    return alike.is_sources and (alike.share or 0) >= COMPARABLE_SHARE and alike.score >= ASK_SCORE


def _is_sure(alike: Likeness) -> bool:
    """Whether names that differ in generic words only, with like budgets of the same sources, are one project."""
    if alike.contradicts or alike.share is None or not alike.is_sources:
        return False
    if alike.is_narrower:
        return alike.is_code and alike.share >= NARROWER_SHARE
    return alike.is_core and alike.share >= SURE_SHARE


def _renamed(one: Project, other: Project, alike: Likeness, *, is_sure: bool) -> Group:
    zh = ["名称相近", "预算相当"] if alike.share else ["名称相近", "预算不详"]
    en = ["like names", "like budgets"] if alike.share else ["like names", "a budget not known"]
    zh += ["资金来源相同" if alike.is_sources else "资金来源不同"]
    en += ["same sources" if alike.is_sources else "other sources"]
    if alike.is_code:
        zh, en = [*zh, "编码相同"], [*en, "same code"]
    said = f"{'、'.join(zh)}（相似度 {alike.score}）", f"{', '.join(en)} ({alike.score})"
    is_name_kept = one.written == other.written or (alike.is_one_character and not alike.is_core)
    kind = "same" if is_name_kept else "renamed"
    return Group(kind, (one,), (other,), alike.score, *said, is_sure)


def _pairs(matching: Matching, name: Callable[[Project], str], candidates: Candidates) -> list[Scored]:
    """The free projects of last year with those free ones of this year that their names make candidates."""
    before, after = matching.before, matching.after
    places = candidates([name(one) for one in before], [name(one) for one in after])
    return [(before[row], after[column], likeness(before[row], after[column])) for row, column in places]


def _is_ahead(score: Decimal, scores: list[Decimal]) -> bool:
    """Whether a score leads all others of a list that it stands in itself."""
    rivals = sorted(scores, reverse=True)
    return rivals[0] == score and (len(rivals) == 1 or score - rivals[1] >= MARGIN)
