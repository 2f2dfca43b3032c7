"""Two projects → how alike they are in name, amount, sources and code."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from selfeval.warehouse.identity.confusion import is_slip
from selfeval.warehouse.identity.folding import any_of
from selfeval.warehouse.identity.names import Name, Verdict, verdict

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
    def name(self) -> Name:
        """The name as it is compared with others."""
        return Name(self.name_code, self.fiscal_year)

    @property
    def written(self) -> str:
        """The name without punctuation, numbering, its own year and the words for and."""
        return self.name.written

    @property
    def folded(self) -> str:
        """The same without generic words at its end."""
        return self.name.folded

    @property
    def own_code(self) -> str:
        """The code where it is the project's own; empty where it may be a line number, padded with zeros or not."""
        return self.code if len(self.code.lstrip("0")) >= TELLING_CODE else ""

    @cached_property
    def core(self) -> str:
        """The name without the words that say nothing of its subject; made of them alone, it stays whole."""
        rest = any_of("noise").sub("", self.written)
        return rest if len(rest) >= SHORTEST_CORE else self.folded


@dataclass(frozen=True)
class Likeness:
    """How alike two projects are: names 0-1, budgets 0-1 or unknown, and what else agrees.

    `is_mistakable` where one character is confused or two are swapped, be it in a place (张庄村, 章庄村) or in another
    word (农机, 农技); never in numbers and letters.
    """

    name: Decimal
    share: Decimal | None
    verdict: Verdict
    is_mistakable: bool
    is_one_character: bool
    is_core: bool
    is_sources: bool
    is_code: bool
    is_narrower: bool

    @property
    def contradicts(self) -> bool:
        """Whether the names say that these are two projects."""
        return self.verdict is Verdict.DIFFERENT

    @property
    def score(self) -> Decimal:
        """0-1: names weigh more than budgets; what is not known of a budget counts for nothing."""
        return (Decimal("0.6") * self.name + Decimal("0.4") * (self.share or 0)).quantize(Decimal("0.01"))


def likeness(one: Project, other: Project) -> Likeness:
    """Compare two projects."""
    ratios = fuzz.ratio(one.written, other.written) + fuzz.ratio(one.core, other.core)
    found = verdict(one.name, other.name)
    return Likeness(
        name=Decimal(round(ratios * 50)) / Decimal(10_000),
        share=closeness(one.budget, other.budget),
        verdict=found,
        is_mistakable=is_slip(one.written, other.written) and one.name.telling.marks == other.name.telling.marks,
        is_one_character=OSA.distance(one.written, other.written, score_cutoff=1) == 1,
        is_core=one.core == other.core,
        is_sources=one.sources == other.sources,
        is_code=bool(one.code) and one.code == other.code,
        is_narrower=one.name.telling.is_narrower(other.name.telling),
    )


def total(projects: Sequence[Project]) -> Decimal | None:
    """The sum of their budgets; None where one is not known."""
    budgets = [one.budget for one in projects]
    return None if None in budgets else sum((budget for budget in budgets if budget is not None), Decimal(0))


def closeness(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The smaller amount as a share of the larger; None where one is not known or not positive."""
    if one is None or other is None or min(one, other) <= 0:
        return None
    return (min(one, other) / max(one, other)).quantize(Decimal("0.0001"))
