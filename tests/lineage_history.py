"""A seed → years of projects of many departments as their forms would print them, and which became which in truth."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from random import Random

from lineage_names import TYPED, Names, bureaus

from selfeval.warehouse.lineage.likeness import Project

PROJECTS = 8
RENAMED, SPLIT, MERGED, MOVED, ENDED = 0.02, 0.0025, 0.0025, 0.003, 0.04
DEPARTMENT_RENAMED, DEPARTMENT_ABSENT = 0.003, 0.01
REPLACED = 0.25
"""Share of ended projects that another one follows with a like name and budget: the truth is that it is another."""
SERIES = 0.15
"""Share of projects that begin beside others of a series (lots, villages, phases): near names, different projects."""
FOLLOWED = 0.6
"""Share of ended projects of a series that the next one of it follows with a like budget."""
CODES = ("none", "none", "none", "none", "stable", "yearly", "ordinal")


@dataclass(frozen=True)
class Noise:
    """What makes a history harder: shares of names with a slip, of ended projects whose code another one gets, of ended
    projects that two others about the same subject follow with any budgets, and how departments number projects."""

    typed: float = TYPED
    reused_code: float = 0.0
    kin: float = 0.0
    codes: tuple[str, ...] = CODES


HARDER = Noise(2 * TYPED, 0.2, 0.1, (*CODES, "stable", "padded"))


@dataclass(eq=False)
class Life:
    """A project that lives on: its true name, and what was printed of it last."""

    name: str
    budget: Decimal
    sources: str
    code: str = ""
    origins: tuple[tuple[int, str], ...] = ()
    key: int | None = None
    told: int = 0
    series: tuple[str, ...] = ()


@dataclass(eq=False)
class Department:
    """A department, what it reports on, and how it numbers its projects."""

    key: int
    bureau: str
    codes: str
    lives: list[Life] = field(default_factory=list)
    was: int | None = None


@dataclass
class Year:
    """Projects by department as printed; the true links from last year by kind; departments' former keys."""

    fiscal_year: int
    projects: dict[int, list[Project]]
    links: dict[tuple[int, int], str]
    former: dict[int, int]


class History:
    """What departments report on, year after year; the same seed tells the same history."""

    def __init__(self, departments: int, seed: int = 20201, first_year: int = 2015, noise: Noise | None = None) -> None:
        self.random = Random(seed)
        self.noise = noise or Noise()
        self.names = Names(self.random, self.noise.typed)
        self.keys, self.department_keys = count(1), count(1)
        self.fiscal_year = first_year
        self.departments = [self._department() for _ in range(departments)]

    def years(self, number: int) -> Iterator[Year]:
        """The first year, and the years after it."""
        for step in range(number):
            if step:
                self._advance()
            yield self._print()

    def _department(self) -> Department:
        bureau, codes = self.random.choice(bureaus()), self.random.choice(self.noise.codes)
        department = Department(next(self.department_keys), bureau, codes)
        number = max(2, round(self.random.gauss(PROJECTS, 3)))
        while len(department.lives) < number:
            if self._happens(SERIES):
                self._begin_series(department)
            else:
                self._begin(department)
        return department

    def _begin_series(self, department: Department) -> None:
        """Two or three of a series side by side, with like budgets; what is left of it follows later."""
        names, budget = self.names.series(), self._money(math.exp(self.random.gauss(13, 1.5)))
        self.random.shuffle(names)
        for name in names[: self.random.choice((1, 2, 2, 3))]:
            if name not in {life.name for life in department.lives}:
                self._begin(department, name, self._money(float(budget) * self.random.uniform(0.7, 1.4)))
                department.lives[-1].series = tuple(names)

    def _begin(self, department: Department, name: str = "", budget: Decimal | None = None) -> None:
        while not name or name in {life.name for life in department.lives}:
            name = self.names.new(department.bureau)
        budget = budget or self._money(math.exp(self.random.gauss(13, 1.5)))
        department.lives.append(Life(name, budget, self._sources(), self._code(department)))

    def _code(self, department: Department) -> str:
        serial = self.random.randrange(10**6)
        return f"51{department.key:06}24T{serial:09}" if department.codes == "stable" else ""

    def _sources(self) -> str:
        return self.random.choice(["general"] * 8 + ["general government_fund", "government_fund", "general other", ""])

    def _advance(self) -> None:
        self.fiscal_year += 1
        for department in self.departments:
            department.was = None
            for life in department.lives:
                life.origins = () if life.key is None else ((life.key, "same"),)
        for department in self.departments:
            for life in list(department.lives):
                if life in department.lives and life.told < self.fiscal_year:
                    life.told = self.fiscal_year
                    self._live_on(department, life)
            if self._happens(DEPARTMENT_RENAMED):
                department.was, department.key = department.key, next(self.department_keys)

    def _live_on(self, department: Department, life: Life) -> None:
        life.budget = self._money(float(life.budget) * math.exp(self.random.gauss(0.02, 0.12)))
        if self._happens(0.05):
            life.budget = self._money(float(life.budget) * self.random.uniform(0.3, 3))
        if self._happens(0.01):
            life.sources = self._sources()
        draw = self.random.random()
        changes = (
            (ENDED, self._end),
            (RENAMED, self._rename),
            (SPLIT, self._split),
            (MERGED, self._merge),
            (MOVED, self._move),
        )
        for share, change in changes:
            if draw < share:
                change(department, life)
                return
            draw -= share

    def _end(self, department: Department, life: Life) -> None:
        department.lives.remove(life)
        rest = [name for name in life.series if name not in {life.name, *(one.name for one in department.lives)}]
        if rest and self._happens(FOLLOWED):
            name = self.random.choice(rest)
            self._begin(department, name, self._money(float(life.budget) * self.random.uniform(0.7, 1.4)))
            department.lives[-1].series = life.series
            department.lives[-1].sources = life.sources
        elif self.noise.kin and self._happens(self.noise.kin):
            for _ in range(2):
                self._begin(department, self.names.kin(life.name))
        elif self._happens(REPLACED):
            is_part, bureau = self._happens(0.5), department.bureau
            name = self.names.part(life.name) if is_part else self.names.other_subject(bureau, life.name)
            self._begin(department, name, self._money(float(life.budget) * self.random.uniform(0.6, 1.6)))
        else:
            self._begin(department)
        if life.code and self.noise.reused_code and self._happens(self.noise.reused_code):
            department.lives[-1].code = life.code

    def _rename(self, department: Department, life: Life) -> None:
        taken = {one.name for one in department.lives}
        life.name, old = self.names.renamed(department.bureau, life.name, taken), life.name
        life.origins = tuple((key, "renamed") for key, _ in life.origins) if life.name != old else life.origins
        if self._happens(0.2):
            life.code = self._code(department)

    def _split(self, department: Department, life: Life) -> None:
        names = [self.names.part(life.name) for _ in range(2)]
        if self._happens(0.3):
            names[1] = self.names.unrelated(department.bureau)
        if self._happens(0.3):
            names[0] = life.name
        if len(set(names)) < 2 or set(names) & {one.name for one in department.lives if one is not life}:
            return
        department.lives.remove(life)
        share = self.random.uniform(0.25, 0.75)
        for name, part in zip(names, (share, 1 - share), strict=True):
            self._begin(department, name, self._money(float(life.budget) * part))
            department.lives[-1].sources = life.sources
            department.lives[-1].origins = tuple((key, "split") for key, _ in life.origins)

    def _merge(self, department: Department, life: Life) -> None:
        others = [one for one in department.lives if one is not life and {kind for _, kind in one.origins} == {"same"}]
        if not others or not life.origins:
            return
        other = self.random.choice(others)
        department.lives.remove(other)
        if self._happens(0.5):
            stem = life.name.partition("（")[0]
            life.name = stem if stem not in {one.name for one in department.lives} else life.name
        life.budget += other.budget
        life.origins = tuple((key, "merged") for key, _ in (*life.origins, *other.origins))

    def _move(self, department: Department, life: Life) -> None:
        target = self.random.choice(self.departments)
        if target is department or life.name in {one.name for one in target.lives}:
            return
        department.lives.remove(life)
        life.origins = tuple((key, "moved") for key, _ in life.origins)
        life.code = life.code if target.codes == "stable" else ""
        target.lives.append(life)

    def _print(self) -> Year:
        projects: dict[int, list[Project]] = {}
        links: dict[tuple[int, int], str] = {}
        for department in self.departments:
            is_absent = self._happens(DEPARTMENT_ABSENT)
            taken: set[str] = set()
            for number, life in enumerate(department.lives, 1):
                life.key = None if is_absent else next(self.keys)
                if life.key is None:
                    continue
                name = self.names.printed(life.name.replace("{year}", str(self.fiscal_year)), taken)
                taken.add(name)
                budget = None if self._happens(0.01) else life.budget
                printed = Project(name, self._printed_code(department, life, number), life.key, budget, life.sources)
                projects.setdefault(department.key, []).append(printed)
                links |= {(key, life.key): kind for key, kind in life.origins}
        former = {one.key: one.was for one in self.departments if one.was is not None}
        return Year(self.fiscal_year, projects, links, former)

    def _printed_code(self, department: Department, life: Life, number: int) -> str:
        if department.codes == "yearly":
            return f"{department.key:06}{self.fiscal_year % 100}P{self.random.randrange(10**6):06}"
        if department.codes == "padded":
            return f"{number:08}"
        return f"{number:03}" if department.codes == "ordinal" else life.code.lower()

    def _money(self, yuan: float) -> Decimal:
        return Decimal(max(1, round(yuan / 100))) * 100

    def _happens(self, share: float) -> bool:
        return self.random.random() < share
