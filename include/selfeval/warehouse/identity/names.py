"""Two project names → whether they name one project: the same, a slip of the pen, two things, near or unlike.

Both identity within a year and lineage between years compare names by this. It knows names only; budgets, codes and
units are for those who ask.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz

from selfeval.warehouse.identity import folding
from selfeval.warehouse.identity.confusion import is_slip
from selfeval.warehouse.identity.telling import Telling, telling

SHORTEST_SLIP = 4
"""Characters of a name in which one confused character is a slip: in shorter ones it makes another word."""
NEAR = 0.5
"""Share of characters that near names have in common, in order."""


class Verdict(StrEnum):
    """What two names say about their projects."""

    SAME = "same"
    SLIP = "slip"
    DIFFERENT = "different"
    NEAR = "near"
    UNLIKE = "unlike"


@dataclass(frozen=True)
class Name:
    """A printed name and the fiscal year of its form, which the name may repeat."""

    text: str
    fiscal_year: int | None = None

    @cached_property
    def folded(self) -> str:
        """The name as it is compared."""
        return folding.folded(self.text, self.fiscal_year)

    @cached_property
    def written(self) -> str:
        """The name with its generic words, but for punctuation, numbering and its own year."""
        return folding.written(self.text, self.fiscal_year)

    @cached_property
    def telling(self) -> Telling:
        """What tells the project apart."""
        return telling(folding.plain(self.text, self.fiscal_year))


def folded(text: str, fiscal_year: int | None = None) -> str:
    """The name as it is compared: equal for two ways of writing one name. See `folding.folded`."""
    return folding.folded(text, fiscal_year)


def verdict(one: Name | str, other: Name | str) -> Verdict:
    """Compare two names, or texts of which a leading year is not compared; symmetric, linear in their length.

    `DIFFERENT` is a contradiction (another number, letter, place, animal, level) and stronger than `UNLIKE`, which
    says only that the names have little in common.
    """
    mine, theirs = _name(one), _name(other)
    if mine.folded == theirs.folded:
        return Verdict.SAME if mine.folded else Verdict.UNLIKE
    if mine.telling.contradicts(theirs.telling):
        return Verdict.DIFFERENT
    if any(_is_slip(*pair) for pair in ((mine.folded, theirs.folded), (mine.written, theirs.written))):
        return Verdict.SLIP
    return Verdict.NEAR if likeness(mine, theirs) >= NEAR else Verdict.UNLIKE


def likeness(one: Name | str, other: Name | str) -> float:
    """How much of the folded names is common, in order: 0-1."""
    return fuzz.ratio(_name(one).folded, _name(other).folded) / 100


def _is_slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORTEST_SLIP and is_slip(one, other)


def _name(one: Name | str) -> Name:
    return one if isinstance(one, Name) else Name(one)
