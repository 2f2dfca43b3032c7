"""The departments of a year → which of them may be one under two names, and which must be settled together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from selfeval.warehouse.counting.line import Form
from selfeval.warehouse.counting.words import without_level

SHORTEST_NAME = 3
MOST_BEARERS = 4
"""Departments whose names may contain one name and still be asked about: a name that more contain is a kind of body."""

FEWEST_SHARED = 2
"""Projects of the same name, budget and spending from which two departments may be one."""

Pair = frozenset[int]
Told = tuple[object, ...]
"""A project as two departments may both report it: its folded name, budget and spending."""


def suspected(codes: Mapping[int, str]) -> frozenset[Pair]:
    """Pairs of departments of which one's name contains the other's: 教育局 and 县教育局, 县信访局 and 信访局本级."""
    keys: dict[str, set[int]] = defaultdict(set)
    for key, code in codes.items():
        if len(code) >= SHORTEST_NAME:
            keys[without_level(code)].add(key)
    containing: dict[str, set[int]] = defaultdict(set)
    for code, bearers in keys.items():
        for part in _parts(code):
            if part in keys:
                containing[part] |= bearers
    return frozenset(
        frozenset({key, other})
        for part, others in containing.items()
        if len(others) <= MOST_BEARERS + len(keys[part])
        for key in keys[part]
        for other in others
        if other != key
    )


@dataclass
class Likeness:
    """The projects that departments report alike, of what came in so far."""

    _bearers: dict[Told, list[int]] = field(default_factory=lambda: defaultdict(list))
    _shared: dict[Pair, int] = field(default_factory=lambda: defaultdict(int))
    _counts: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def learn(self, forms: Iterable[Form], pairs: set[Pair]) -> None:
        """Take forms in; pairs of departments of which one reports most of the other's projects join `pairs`."""
        met: set[Pair] = set()
        for form in forms:
            for line in form.lines if form.family != "overall" else ():
                key, told = line.department_key, (line.folded, *line.totals)
                bearers = self._bearers[told]
                if None in told or not line.totals[0] or key in bearers:
                    continue
                self._counts[key] += 1
                others = [frozenset({key, other}) for other in bearers if len(bearers) < MOST_BEARERS]
                for pair in others:
                    self._shared[pair] += 1
                met.update(others)
                bearers.append(key)
        for pair in met:
            shared = self._shared[pair]
            if shared >= FEWEST_SHARED and 2 * shared > min(self._counts[key] for key in pair):
                pairs.add(pair)


def alike(projects: Iterable[tuple[int, Told]]) -> frozenset[Pair]:
    """Pairs of departments that share projects enough to be one, given each project with its department's key."""
    bearers: dict[Told, set[int]] = defaultdict(set)
    for key, told in projects:
        bearers[told].add(key)
    shared: dict[Pair, int] = defaultdict(int)
    for keys in bearers.values():
        if len(keys) <= MOST_BEARERS:
            for pair in combinations(sorted(keys), 2):
                shared[frozenset(pair)] += 1
    return frozenset(pair for pair, count in shared.items() if count >= FEWEST_SHARED)


def homes(codes: Mapping[int, str], one: Iterable[Pair]) -> dict[int, int]:
    """Departments that persons said are one with another → the one in whose totals they count, by the shortest name.

    `codes` are normalised names of departments by key; `one` are the pairs that are one.
    """
    pairs = list(one)
    found = {}
    for group in together({key for pair in pairs for key in pair}, pairs):
        home = min(group, key=lambda key: (len(codes[key]), codes[key]))
        found.update({key: home for key in group if key != home})
    return found


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
