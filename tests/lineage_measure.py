"""A generated history → how many links are right, how many are found, how much is asked.

`PYTHONPATH=include:tests python tests/lineage_measure.py 3000 10` measures 3,000 departments over ten years; a seed and
`hard` may follow. Links are pairs of a project of last year and one of this year; `exact` counts those of the true kind
too. Every question is then answered by the truth.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lineage_history import HARDER, History, Noise, Year

from selfeval.warehouse.lineage.department_change import Change
from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.lineage.lineage_group import Confirmed, Decided, Group
from selfeval.warehouse.lineage.pairing import Pairing, pair

Projects = dict[int, list[Project]]


@dataclass
class Measured:
    """Counts over all pairs of years, by kind."""

    projects: int = 0
    true: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    recalled: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def precision(self) -> float:
        """Share of the links made without a person that are true."""
        return self.right.total() / self.found.total()

    @property
    def precision_with_kind(self) -> float:
        """Share of them that are true and of the true kind."""
        return self.exact.total() / self.found.total()

    @property
    def recall(self) -> float:
        """Share of the true links that are made without a person."""
        return self.recalled.total() / self.true.total()

    @property
    def recall_answered(self) -> float:
        """Share of the true links that stand once every question is answered."""
        return self.answered.total() / self.true.total()

    @property
    def share_asked(self) -> float:
        """Questions for each project and year."""
        return self.asked.total() / self.projects

    def lines(self) -> Iterable[str]:
        """The figures as a table."""
        yield f"{self.projects:,} projects and years, {self.true.total():,} true links, {self.seconds:.0f} s"
        yield f"precision {self.precision:.2%}, recall {self.recall:.2%}, once answered {self.recall_answered:.2%}"
        yield f"asked {self.asked.total():,} ({self.share_asked:.2%}), answered yes {self.confirmed.total():,}"
        yield f"precision with the kind {self.precision_with_kind:.2%}"
        yield "kind         true   found   right   exact  recall  answered   asked  yes"
        for kind in sorted({*self.true, *self.asked}):
            true, found = self.true[kind], self.found[kind]
            shares = [f"{count[kind] / true:.2%}" if true else "" for count in (self.recalled, self.answered)]
            precisions = [f"{count[kind] / found:.2%}" if found else "" for count in (self.right, self.exact)]
            yield (
                f"{kind:10} {true:7,} {found:7,} {precisions[0]:>7} {precisions[1]:>7} {shares[0]:>7} {shares[1]:>9}"
                f" {self.asked[kind]:7,} {self.confirmed[kind]:4,}"
            )


def measure(departments: int, years: int, seed: int = 20201, noise: Noise | None = None) -> Measured:
    """Match each pair of years, first without a person, then with every question answered by the truth."""
    measured, before = Measured(), None
    for year in History(departments, seed, noise=noise).years(years):
        after = _keyed(year)
        if before is not None:
            started = time.perf_counter()
            pairing = pair(before, after, Decided())
            measured.seconds += time.perf_counter() - started
            _count(measured, year, pairing)
            decided, changes = _answers(measured, year, pairing)
            answered = _links(pair(before, after, decided, changes).groups)
            measured.answered.update(kind for link, kind in year.links.items() if link in answered)
            measured.projects += sum(map(len, after.values()))
        before = after
    return measured


def _count(measured: Measured, year: Year, pairing: Pairing) -> None:
    links = _links(pairing.groups)
    measured.true.update(year.links.values())
    measured.found.update(links.values())
    measured.right.update(kind for link, kind in links.items() if link in year.links)
    measured.exact.update(kind for link, kind in links.items() if year.links.get(link) == kind)
    measured.recalled.update(kind for link, kind in year.links.items() if link in links)


def _answers(measured: Measured, year: Year, pairing: Pairing) -> tuple[Decided, list[Change]]:
    """Who knows the truth confirms what is true of it."""
    changes = [change for change in pairing.departments if year.former.get(change.to_key) == change.from_key]
    true = [group for group in pairing.questions if _links([group]).keys() <= year.links.keys()]
    measured.asked.update(group.kind for group in pairing.questions)
    measured.asked["department"] += len(pairing.departments)
    measured.confirmed.update(group.kind for group in true)
    measured.confirmed["department"] += len(changes)
    return Decided(tuple(Confirmed(group.members, group.kind) for group in true)), changes


def _links(groups: Sequence[Group]) -> dict[tuple[int, int], str]:
    return {(one.key, other.key): group.kind for group in groups for one in group.prior for other in group.current}


def _keyed(year: Year) -> Projects:
    return {
        key: [replace(one, fiscal_year=year.fiscal_year, department_key=key) for one in projects]
        for key, projects in year.projects.items()
    }


if __name__ == "__main__":
    chosen = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    for told in measure(*chosen, noise=HARDER if "hard" in sys.argv else None).lines():
        sys.stdout.write(f"{told}\n")
