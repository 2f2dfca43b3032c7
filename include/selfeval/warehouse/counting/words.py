"""Words that say what a row, a file or a unit is, as data."""

import csv
from functools import cache

from selfeval.warehouse.statements import SEEDS


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of a role (seeds/counting_word.csv), the longest first."""
    with (SEEDS / "counting_word.csv").open(encoding="utf-8", newline="") as lines:
        found = [row["word"] for row in csv.DictReader(lines) if row["role"] == role]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def without_level(name: str) -> str:
    """A body's name without the words that say it is the body itself: 民政局本级 is 民政局."""
    for word in words("own_level"):
        if name.endswith(word) and len(name) > len(word) + 1:
            return name.removesuffix(word)
    return name
