"""The departments of a year → which of them may be one under two names, and which must be settled together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

SHORTEST_NAME = 3
MOST_BEARERS = 4
"""Departments whose names may contain one name and still be asked about: a name that more contain is a kind of body."""

Pair = frozenset[int]


def suspected(codes: Mapping[int, str]) -> frozenset[Pair]:
    """Pairs of departments of which one's name contains the other's: 教育局 and 县教育局, 信访局 and 信访局本级."""
    keys = {code: key for key, code in codes.items() if len(code) >= SHORTEST_NAME}
    containing: dict[int, set[int]] = defaultdict(set)
    for code, key in keys.items():
        for part in _parts(code):
            if part in keys and part != code:
                containing[keys[part]].add(key)
    return frozenset(
        frozenset({key, other}) for key, others in containing.items() if len(others) <= MOST_BEARERS for other in others
    )


def together(departments: Iterable[int], pairs: Iterable[Pair]) -> list[list[int]]:
    """Departments in groups, so that both of a pair are in one; in order of their keys."""
    leader = {key: key for key in departments}

    def find(key: int) -> int:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for pair in pairs:
        first, *others = sorted(key for key in pair if key in leader)
        for other in others:
            leader[max(find(first), find(other))] = min(find(first), find(other))
    groups: dict[int, list[int]] = defaultdict(list)
    for key in sorted(leader):
        groups[find(key)].append(key)
    return list(groups.values())


def _parts(code: str) -> Iterable[str]:
    for start in range(len(code)):
        for end in range(start + SHORTEST_NAME, len(code) + 1):
            yield code[start:end]
