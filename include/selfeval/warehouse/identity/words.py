"""Words and characters of project names, as data: which are generic, which tell projects apart, which are confused."""

import csv
import re
from functools import cache

from selfeval.warehouse.statements import SEEDS


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of a role in `name_word.csv`, the longest first."""
    found = [row["word"] for row in rows("name_word") if row["role"] == role]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def any_of(role: str) -> re.Pattern[str]:
    """A pattern that finds the words of a role, the longest first."""
    return re.compile("|".join(re.escape(word) for word in words(role)))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of words, by its name without `.csv`."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
