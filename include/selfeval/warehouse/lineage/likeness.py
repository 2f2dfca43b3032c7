"""Two projects → how alike they are in name, amount, sources and code."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from re import findall

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SEEDS = Path(__file__).parents[1] / "seeds"
TELLING_CODE = 8
"""Characters from which a code is a project's own (51092324T000010263357); shorter ones are often line numbers."""
CODE_LIKENESS = Decimal("0.4")
"""One code and names less alike than this: told to a person, since codes are also given anew."""
SHORTEST_CORE = 2


@dataclass(frozen=True, order=True)
class Project:
    """A project in one year: its key, names for matching, printed budget total in yuan and budget sources."""

    name_code: str
    code: str
    key: int
    budget: Decimal | None
    sources: str
    fiscal_year: int | None = None
    department_key: int | None = None

    @cached_property
    def folded(self) -> str:
        """The name without punctuation, without its own year and without the words for and."""
        name = self.name_code.replace(str(self.fiscal_year), "") if self.fiscal_year else self.name_code
        return _unjoined(name) or self.name_code

    @property
    def own_code(self) -> str:
        """The code where it is the project's own; empty where it may be a line number, padded with zeros or not."""
        return self.code if len(self.code.lstrip("0")) >= TELLING_CODE else ""

    @cached_property
    def core(self) -> str:
        """The folded name without the words that say nothing of its subject; made of them alone, it stays whole."""
        rest = self.folded
        for word in _noise():
            rest = rest.replace(word, "")
        return rest if len(rest) >= SHORTEST_CORE else self.folded

    @cached_property
    def telling(self) -> Counter[str]:
        """Words and numbers of the name by which a body tells its own projects apart: 一期 or 二期, 城 or 乡."""
        rest, found = self.folded, Counter(findall(r"\d+", self.folded))
        for word in words("telling"):
            found[word] = rest.count(word)
            rest = rest.replace(word, "")
        return +found


@dataclass(frozen=True)
class Likeness:
    """How alike two projects are: names 0-1, budgets 0-1 or unknown, and what else agrees."""

    name: Decimal
    share: Decimal | None
    is_slip: bool
    is_core: bool
    is_sources: bool
    is_code: bool
    contradicts: bool
    is_narrower: bool

    @property
    def score(self) -> Decimal:
        """0-1: names weigh more than budgets; what is not known of a budget counts for nothing."""
        return (Decimal("0.6") * self.name + Decimal("0.4") * (self.share or 0)).quantize(Decimal("0.01"))


def likeness(one: Project, other: Project, whole: float | None = None) -> Likeness:
    """Compare two projects; `whole` is the likeness of their folded names in percent, where it is known."""
    ratio = fuzz.ratio(one.folded, other.folded) if whole is None else whole
    name = Decimal(round((ratio + fuzz.ratio(one.core, other.core)) * 50)) / Decimal(10_000)
    mine, theirs = one.telling - other.telling, other.telling - one.telling
    return Likeness(
        name=name,
        share=closeness(one.budget, other.budget),
        is_slip=is_slip(one.folded, other.folded),
        is_core=one.core == other.core,
        is_sources=one.sources == other.sources,
        is_code=bool(one.code) and one.code == other.code,
        contradicts=bool(mine and theirs),
        is_narrower=bool(mine) != bool(theirs),
    )


def is_slip(one: str, other: str) -> bool:
    """Whether one wrong, missing, added or swapped character makes one name the other."""
    return min(len(one), len(other)) > 3 and OSA.distance(one, other, score_cutoff=1) == 1


def _unjoined(text: str) -> str:
    for word in words("joiner"):
        text = text.replace(word, "")
    return "".join(character for character in text if character.isalnum())


@cache
def _noise() -> tuple[str, ...]:
    return tuple(_unjoined(word) for word in words("noise"))


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of a role in names, the longest first."""
    with (SEEDS / "name_word.csv").open(encoding="utf-8", newline="") as lines:
        found = [row["word"] for row in csv.DictReader(lines) if row["role"] == role]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def total(projects: Sequence[Project]) -> Decimal | None:
    """The sum of their budgets; None where one is not known."""
    budgets = [one.budget for one in projects]
    return None if None in budgets else sum((budget for budget in budgets if budget is not None), Decimal(0))


def closeness(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The smaller amount as a share of the larger; None where one is not known or not positive."""
    if one is None or other is None or min(one, other) <= 0:
        return None
    return (min(one, other) / max(one, other)).quantize(Decimal("0.0001"))
