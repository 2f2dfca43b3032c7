"""Departments that stopped handing in and such that began → which may have become which; always a question."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from selfeval.warehouse.lineage.likeness import Project

KNOWN_SHARE = Decimal("0.6")
"""Share of the projects of either department that the other one has under the same name."""
KNOWN_PROJECTS = 2


@dataclass(frozen=True, order=True)
class Change:
    """A department's projects went to another department from a fiscal year on: renamed, merged, split or moved."""

    from_key: int
    to_key: int
    kind: str
    confidence: Decimal = Decimal(1)
    evidence_zh: str = ""
    evidence_en: str = ""


def suspected(before: Mapping[int, Sequence[Project]], after: Mapping[int, Sequence[Project]]) -> Iterator[Change]:
    """Pairs of a department that is gone and one that is new, with mostly the same projects."""
    begun: dict[str, set[int]] = defaultdict(set)
    for key in after.keys() - before.keys():
        for one in after[key]:
            begun[one.folded].add(key)
    for gone in sorted(before.keys() - after.keys()):
        names = {one.folded for one in before[gone]}
        shared = Counter(key for name in names for key in begun.get(name, ()))
        for key, count in sorted(shared.items()):
            fewer = min(len(names), len({one.folded for one in after[key]}))
            share = (Decimal(count) / fewer).quantize(Decimal("0.01"))
            if count >= KNOWN_PROJECTS and share >= KNOWN_SHARE:
                zh = f"上年部门本年未报，本年新部门有其 {count} 个同名项目（{share:.0%}）"
                en = f"one department is gone, a new one has {count} of its projects by name ({share:.0%})"
                yield Change(gone, key, "renamed", share, zh, en)
