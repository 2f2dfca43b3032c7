"""Many names → the pairs that are worth comparing, found by shared keys and not by comparing all with all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from selfeval.warehouse.identity.confusion import slip_keys

LARGEST = 20
"""Names on either side that share a key; more of them share it by habit (项目, 建设), and it says nothing of a pair."""
PIECE = 2


def slip_pairs(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of names, folded or written, that may differ by a slip: all pairs, unless more than LARGEST share a key.

    A slip in a generic word at the end (京费 for 经费) shows in the written names only.
    """
    return pairs(ones, others, slip_keys)


def near_pairs(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of folded names that share two neighbouring characters which few of the names have."""
    return pairs(ones, others, pieces)


def pairs(
    ones: Sequence[str], others: Sequence[str], keys_of: Callable[[str], Iterable[Hashable]], largest: int = LARGEST
) -> Iterator[tuple[int, int]]:
    """Places of names in either list that share a key, each pair once, in order.

    A key that more than `largest` names on one side have makes no pairs, so their number is at most `largest` times
    the number of keys.
    """
    begun = _index(ones, keys_of)
    found: dict[int, set[int]] = defaultdict(set)
    for key, places in _index(others, keys_of).items():
        mine = begun.get(key, ())
        if max(len(mine), len(places)) <= largest:
            for place in mine:
                found[place].update(places)
    for place in sorted(found):
        yield from ((place, other) for other in sorted(found[place]))


def pieces(name: str) -> set[str]:
    """Neighbouring characters of a name; the name itself where it is shorter."""
    return {name[start : start + PIECE] for start in range(max(1, len(name) - PIECE + 1))}


def _index(names: Sequence[str], keys_of: Callable[[str], Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    index: dict[Hashable, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for key in keys_of(name):
            index[key].append(place)
    return index
