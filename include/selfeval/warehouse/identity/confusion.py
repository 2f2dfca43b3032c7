"""Two characters → whether they are confused in typing, by sound or by shape; names → keys that confused ones share."""

from collections import defaultdict
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

from pypinyin.constants import Style
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert

from selfeval.warehouse.identity.folding import rows

SlipKey = tuple[Literal["sound", "shape", "order", "doubled"], str]


def is_confused(one: str, other: str) -> bool:
    """Whether two characters sound alike (without tones, zh as z, ang as an) or look alike."""
    return one != other and (not _shapes(one).isdisjoint(_shapes(other)) or _sound(one) == _sound(other) != "")


def slip_keys(name: str) -> set[SlipKey]:
    """Keys of which two names share one whenever `is_slip` holds of them; linear in the length of the name."""
    return {
        ("sound", " ".join(_sound(character) or character for character in name)),
        ("shape", "".join(_family(character) for character in name)),
        ("order", "".join(sorted(name))),
        ("doubled", "".join(character for character, _ in groupby(name))),
    }


def is_slip(one: str, other: str) -> bool:
    """Whether the names differ by one confused character, two neighbours swapped, or a character typed twice.

    A character that is missing or added is none: 小学 and 中小学, 道路 and 旧道路 are two things.
    """
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        shorter, longer = sorted((one, other), key=len)
        return bool(shorter) and longer == shorter + shorter[-1]
    if len(one) == len(other):
        if one[start + 1 :] == other[start + 1 :]:
            return is_confused(one[start], other[start])
        swapped = one[start : start + 2] == other[start : start + 2][::-1]
        return swapped and one[start + 2 :] == other[start + 2 :]
    shorter, longer = sorted((one, other), key=len)
    return start > 0 and longer[start] == longer[start - 1] and shorter[start:] == longer[start + 1 :]


@lru_cache(maxsize=32_768)
def _sound(character: str) -> str:
    """The syllable of a character in its most frequent reading, as hasty typing hears it; empty where it has none."""
    readings = pinyin_dict.get(ord(character), "")
    syllable = convert(readings.partition(",")[0], Style.NORMAL, strict=True, default="") if readings else ""
    for part, printed, heard in _heard():
        is_here = syllable.startswith(printed) if part == "initial" else syllable.endswith(printed)
        if is_here:
            kept = syllable[len(printed) :] if part == "initial" else syllable[: -len(printed)]
            syllable = heard + kept if part == "initial" else kept + heard
    return syllable


@cache
def _heard() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["part"], row["printed"], row["heard"]) for row in rows("confused_sound"))


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The numbers of the groups of look-alikes that a character belongs to."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows("confused_shape")):
        for character in row["characters"]:
            found[character].add(number)
    return {character: frozenset(numbers) for character, numbers in found.items()}


def _shapes(character: str) -> frozenset[int]:
    return _groups().get(character, frozenset())


@cache
def _families() -> dict[str, str]:
    """One character for all that chains of look-alikes lead to."""
    families: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for row in rows("confused_shape"):
        heads = {families.get(character, character) for character in row["characters"]}
        head = min(heads)
        joined = {one for other in heads for one in members.pop(other, [other])} | set(row["characters"])
        members[head] = sorted(joined)
        families |= dict.fromkeys(joined, head)
    return families


def _family(character: str) -> str:
    return _families().get(character, character)
