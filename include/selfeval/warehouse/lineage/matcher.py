"""Two years' projects of one department → which became which: same, renamed, split, merged, new, ended.

Evidence is used in falling order of strength, and what one kind settles the next does not see: a project's own
code, the name but for its writing, a slip in typing, a name that is the base of several others, a name that differs in
generic words with a like amount and the same sources. Names that tell two projects apart (numbers, letters, places)
are never one without a person. What is likely and not sure is a question. Nothing depends on the order in which
projects are given.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from selfeval.warehouse.identity.names import Verdict
from selfeval.warehouse.lineage import families, renames
from selfeval.warehouse.lineage.likeness import CODE_LIKENESS, Project, likeness
from selfeval.warehouse.lineage.lineage_group import Group, Matching, Members, ordered


def match(prior: Sequence[Project], current: Sequence[Project], rejected: frozenset[Members] = frozenset()) -> Matching:
    """What of one department's projects belongs together, what may, and what is left free on either side."""
    matching = Matching(sorted(prior), sorted(current), rejected)
    for find in (_by_code, _by_name, renames.slips, families.splits, families.mergers, renames.renames):
        if matching.is_done:
            break
        matching.take(find(matching))
    matching.take(families.absorbed(matching))
    matching.settle()
    return matching


def closed(matching: Matching, *, has_prior: bool = True, absent: str | None = "ended") -> list[Group]:
    """All groups, each free project alone: every project stands in exactly one.

    Without a prior year loaded, nothing is new but `first`. `absent` is what became of last year's projects without
    counterpart: `ended`, `awaited` where their cards may still come, None where nothing of this year was handed in.
    """
    over = [_lone(absent, one) for one in matching.before] if absent else []
    begun = [_lone("new" if has_prior else "first", one) for one in matching.after]
    return ordered([*matching.groups, *over, *begun])


def _by_code(matching: Matching) -> Iterator[Group]:
    """One code in both years is one project; not a line number, nor a code that stands on several lines."""
    then = _once({one: one.own_code for one in matching.before if one.own_code})
    now = _once({one: one.own_code for one in matching.after if one.own_code})
    names = Counter(one.written for one in matching.after)
    for code in sorted(then.keys() & now.keys()):
        one, other = then[code], now[code]
        alike = likeness(one, other)
        is_typo = alike.verdict is Verdict.SLIP or (alike.is_one_character and not alike.contradicts)
        kind = "same" if is_typo or one.written == other.written else "renamed"
        is_like = alike.name >= CODE_LIKENESS and not alike.contradicts
        is_sure = one.written == other.written or (names[one.written] == 0 and is_like)
        confidence = Decimal(1) if one.written == other.written else max(alike.score, Decimal("0.90"))
        zh, en = f"项目编码相同：{code}", f"same project code: {code}"
        yield Group(kind, (one,), (other,), confidence, zh, en, is_sure)


def _by_name(matching: Matching) -> Iterator[Group]:
    """One name in both years, but for punctuation, its year and the word for and.

    Where two projects have each other's codes since, names and codes contradict: a person says which of them hold.
    """
    then = _once({one: one.written for one in matching.before})
    now = _once({one: one.written for one in matching.after})
    codes_then, codes_now = ({one.own_code for one in side} - {""} for side in (matching.before, matching.after))
    for name in sorted(then.keys() & now.keys()):
        one, other = then[name], now[name]
        if one.code != other.code and one.code in codes_now and other.code in codes_then:
            zh, en = "项目名称相同，编码却互换", "same project name, but codes are swapped"
            yield Group("same", (one,), (other,), Decimal("0.50"), zh, en, is_sure=False)
        elif one.name_code == other.name_code:
            yield Group("same", (one,), (other,), Decimal(1), "项目名称相同", "same project name")
        else:
            zh, en = "项目名称仅书写不同（标点、年份或连词）", "names differ in writing only"
            yield Group("same", (one,), (other,), Decimal("0.99"), zh, en)


def _once(labels: dict[Project, str]) -> dict[str, Project]:
    """Projects by a label that only one of them has."""
    counts = Counter(labels.values())
    return {label: one for one, label in labels.items() if counts[label] == 1}


def _lone(kind: str, one: Project) -> Group:
    """A project without counterpart."""
    said = {
        "first": ("上年自评表未入库", "the prior year's form is not loaded"),
        "new": ("上年没有可对应的项目", "no project of last year corresponds"),
        "ended": ("本年没有可对应的项目", "no project of this year corresponds"),
        "awaited": (
            "本年只报来部分项目的自评表，此项目尚未报来",
            "only some cards of this year came, and not this one",
        ),
    }[kind]
    sides: tuple[tuple[Project, ...], tuple[Project, ...]] = (
        ((one,), ()) if kind in ("ended", "awaited") else ((), (one,))
    )
    return Group(kind, *sides, Decimal(1), *said)
