"""Texts of projects → which are all but the same as the text of another project.

Not every pair is compared: equal texts meet by themselves, others only where they share one of their smallest
hashed word sequences; a sequence that many texts share is a formula of the trade and brings nobody together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import fuzz

SEQUENCE = 6
"""Letters of a word sequence: two or three Chinese words."""
SKETCH = 8
"""Smallest hashes kept of a text; nine tenths alike share most of them."""
CROWD = 40
"""Texts in one bucket beyond which it is a formula."""


class Text(NamedTuple):
    """One normalised text, and whose it is: two texts of one owner are no copies of each other."""

    key: int
    owner: str
    words: str


class Copy(NamedTuple):
    """The text most like another one, and how like, 0–100."""

    key: int
    likeness: float


def copies(texts: Iterable[Text], least: float) -> dict[int, Copy]:
    """Of each text that is at least so like (0–100) the text of another owner, the most similar one."""
    found: dict[int, Copy] = {}
    by_words: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_words[text.words].append(text)
    for one, other, likeness in _pairs(by_words, least):
        for mine, theirs in ((one, other), (other, one)):
            if mine.key not in found or likeness > found[mine.key].likeness:
                found[mine.key] = Copy(theirs.key, likeness)
    return found


def _pairs(by_words: dict[str, list[Text]], least: float) -> Iterator[tuple[Text, Text, float]]:
    for same in by_words.values():
        first = same[0]
        other = next((text for text in same if text.owner != first.owner), None)
        if other is not None:
            yield from ((text, other if text.owner != other.owner else first, 100.0) for text in same)
    for mine, theirs in _neighbours(by_words):
        likeness = fuzz.ratio(mine, theirs, score_cutoff=least)
        if likeness:
            one = by_words[mine][0]
            yield from ((one, text, likeness) for text in by_words[theirs] if text.owner != one.owner)


def _neighbours(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of distinct texts that share a bucket, each once."""
    buckets: dict[int, list[str]] = defaultdict(list)
    for text in words:
        for mark in _sketch(text):
            buckets[mark].append(text)
    seen: set[tuple[str, str]] = set()
    for crowd in buckets.values():
        if len(crowd) <= CROWD:
            for pair in combinations(crowd, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _sketch(text: str) -> list[int]:
    sequences = {text[start : start + SEQUENCE] for start in range(max(1, len(text) - SEQUENCE + 1))}
    return sorted(crc32(one.encode()) for one in sequences)[:SKETCH]
