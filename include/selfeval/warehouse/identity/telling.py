"""A name → what it tells its project apart by: numbers, letters, ordinals, places, words such as 城 or 乡, 猪 or 牛."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from selfeval.warehouse.identity.folding import any_of, words

LONGEST_STEM = 3
"""Characters before 村 or 路 that are compared as a place's own: 大张庄村."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
_HAN = r"[\u3400-\u9fff]"


@dataclass(frozen=True)
class Telling:
    """What a name tells its project apart by: marks (numbers, letters, 甲乙丙丁), places and words."""

    marks: Counter[str]
    places: frozenset[str]
    words: Counter[str]

    def contradicts(self, other: "Telling") -> bool:
        """Whether a person would say that two such names are two projects.

        Other marks are enough, also where only one name has any; places and words must stand on both sides.
        """
        if self.marks != other.marks:
            return True
        if self._unmet(other) and other._unmet(self):
            return True
        return bool(self.words - other.words) and bool(other.words - self.words)

    def is_narrower(self, other: "Telling") -> bool:
        """Whether only one of the names says more: 养老服务 and 农村养老服务."""
        more = bool(self.words - other.words), bool(self._unmet(other))
        less = bool(other.words - self.words), bool(other._unmet(self))
        return any(more) or any(less)

    def _unmet(self, other: "Telling") -> set[str]:
        """Places that the other name does not have; 新建张庄村 has 张庄村."""
        ends = {end for place in other.places for end in _ends(place)}
        return {place for place in self.places if place not in ends and not other.places & set(_ends(place))}


def telling(plain: str) -> Telling:
    """What a name, plain as `folding.plain` makes it, tells its project apart by."""
    marks = Counter(_NUMBER.findall(plain)) + Counter(any_of("ordinal").findall(plain))
    places = frozenset(_places().findall(_masked(plain))) | frozenset(_leading_places().findall(plain))
    return Telling(marks, places, Counter(any_of("telling").findall(plain)))


def _masked(plain: str) -> str:
    """The name with a gap for words that look like places and are none (农村, 道路)."""
    return any_of("plain_place").sub(" ", plain)


@cache
def _places() -> re.Pattern[str]:
    suffixes = "|".join(words("place"))
    return re.compile(f"{_HAN}{{1,{LONGEST_STEM}}}?(?:{suffixes})")


@cache
def _leading_places() -> re.Pattern[str]:
    """Words that make a place of what stands before them where a name or bracket begins: 幸福社区, not 政权和社区."""
    suffixes = "|".join(words("leading_place"))
    return re.compile(f"(?<!{_HAN}){_HAN}{{1,{LONGEST_STEM}}}?(?:{suffixes})")


def _ends(place: str) -> tuple[str, ...]:
    """A place's name and its endings, down to two characters."""
    return tuple(place[start:] for start in range(max(1, len(place) - 1)))
