"""What matching says: projects of two years that belong together, surely or perhaps, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from selfeval.warehouse.lineage.likeness import Project

Members = tuple[frozenset[int], frozenset[int]]
"""Keys of the prior projects and of the current ones."""


@dataclass(frozen=True)
class Group:
    """Projects of two years that belong together, why, and how sure that is (0-1)."""

    kind: str
    prior: tuple[Project, ...]
    current: tuple[Project, ...]
    confidence: Decimal
    evidence_zh: str
    evidence_en: str
    is_sure: bool = True

    @property
    def members(self) -> Members:
        """The keys on both sides."""
        return frozenset(one.key for one in self.prior), frozenset(one.key for one in self.current)


@dataclass(frozen=True)
class Confirmed:
    """A group that a person confirmed, and the decision that says so."""

    members: Members
    kind: str
    decision: str = ""


@dataclass(frozen=True)
class Decided:
    """What persons have decided: groups that hold, and groups that do not."""

    confirmed: tuple[Confirmed, ...] = ()
    rejected: frozenset[Members] = frozenset()


@dataclass
class Matching:
    """The projects that are still free on both sides, and what was found so far."""

    before: list[Project]
    after: list[Project]
    rejected: frozenset[Members] = frozenset()
    groups: list[Group] = field(default_factory=list)
    questions: list[Group] = field(default_factory=list)

    def take(self, found: Iterable[Group]) -> None:
        """Keep sure groups and free nobody twice; keep doubtful ones as questions; leave out what was rejected."""
        before, after = set(self.before), set(self.after)
        for group in found:
            if group.members in self.rejected:
                continue
            if not group.is_sure:
                self.questions.append(group)
            elif before.issuperset(group.prior) and after.issuperset(group.current):
                self.groups.append(group)
                before.difference_update(group.prior)
                after.difference_update(group.current)
        self.before = [one for one in self.before if one in before]
        self.after = [one for one in self.after if one in after]

    @property
    def is_done(self) -> bool:
        """Whether one side has no free project left."""
        return not self.before or not self.after

    def settle(self) -> None:
        """Drop questions about projects that have all found their place since; of two alike the first stands."""
        free = {one.key for one in (*self.before, *self.after)}
        kept = {one.members: one for one in self.questions[::-1] if any(side & free for side in one.members)}
        self.questions = list(kept.values())[::-1]


def ordered(groups: Sequence[Group]) -> list[Group]:
    """In an order that does not depend on that of the projects."""
    return sorted(groups, key=lambda group: (group.current, group.prior, group.kind))
