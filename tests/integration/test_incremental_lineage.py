"""Lineage derived where something has changed, on a real PostgreSQL: it is what deriving all of it would say."""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select, text
from whole_lineage import different_within

from selfeval.settings import settings as product_settings
from selfeval.warehouse.connection import discarded
from selfeval.warehouse.lineage import deriving
from selfeval.warehouse.lineage.asking import change_question
from selfeval.warehouse.lineage.deriving import Changed
from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.statements import append
from selfeval.warehouse.tables.decisions import department_change, lineage_decision
from selfeval.warehouse.tables.dimensions import dim_department, dim_project
from selfeval.warehouse.tables.matching import lineage_department, lineage_project

YEAR = 2021
DEPARTMENTS = 7
NAMES = (
    "慈善事业发展",
    "慈善事业",
    "社会救助工作",
    "禁毒宣传教育",
    "禁毒宣传",
    "养老服务补贴",
    "养老服务设施补贴",
    "工会",
)
CODES = ("", "", "51092324t00001001", "51092324t00001002", "51092324t00001003")
KINDS = ("renamed", "merged", "moved", "split")
EXAMPLES = 3 if os.environ.get("SELFEVAL_TEST_SERVER") else 25
"""On a cluster a publication takes seconds, and matching is the same."""


@dataclass
class Province:
    """Departments whose projects of two years change by chance, without forms: as lineage compares them."""

    connection: Connection
    chance: random.Random
    keys: list[int] = field(default_factory=list)
    projects: dict[tuple[int, str, str], int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def found(self) -> None:
        """Some departments, each with projects of both years or of one."""
        names = [
            {"department_code": f"部门{number}", "department_name": f"部门{number}"} for number in range(DEPARTMENTS)
        ]
        self.keys = list(
            self.connection.scalars(insert(dim_department).returning(dim_department.c.department_key), names)
        )
        for year in (YEAR - 1, YEAR):
            for key in self.keys:
                self._hand_in(year, key)
        deriving.derive(self.connection, YEAR, Changed(set(self.keys)))

    def change(self, event: str) -> None:
        """One event, and the publication that follows."""
        changed = Changed()
        if event == "hand in":
            year, key = self.chance.choice((YEAR - 1, YEAR)), self.chance.choice(self.keys)
            changed = Changed({key}, self._hand_in(year, key))
        elif event == "answer":
            self._answer()
        else:
            self._change_department()
        deriving.derive(self.connection, YEAR, changed)

    def _hand_in(self, year: int, key: int) -> set[str]:
        """Another form of a department, or none; the names that it bears since, or no more."""
        place = {"year": year, "key": key}
        self.connection.execute(
            text("delete from core.lineage_department where fiscal_year = :year and department_key = :key"), place
        )
        gone = self.connection.scalars(
            text(
                "delete from core.lineage_project where fiscal_year = :year and department_key = :key"
                " returning written_name"
            ),
            place,
        )
        had = set(gone)
        if self.chance.random() < 0.15:
            return had
        append(self.connection, lineage_department, [(year, key, self.chance.random() < 0.7)])
        found = {self._project(year, key) for _ in range(self.chance.randint(0, 4))}
        rows = {
            one.key: (year, key, one.key, one.code, one.budget, one.sources, one.written, one.folded) for one in found
        }
        append(self.connection, lineage_project, rows.values())
        return had ^ {one.written for one in found}

    def _project(self, year: int, key: int) -> Project:
        name, code = self.chance.choice(NAMES), self.chance.choice(CODES)
        place = (key, code, name)
        if place not in self.projects:
            row = {"department_key": key, "project_code": code, "project_name_code": name, "project_name": name}
            self.projects[place] = self.connection.execute(
                insert(dim_project).values(row).returning(dim_project.c.project_key)
            ).scalar_one()
        budget = Decimal(self.chance.choice((100, 105, 200, 300)))
        sources = self.chance.choice(("general", "general", "fund"))
        return Project(name, code, self.projects[place], budget, sources, year, key)

    def _answer(self) -> None:
        asked = self.connection.scalars(
            select(lineage_decision.c.question_code)
            .where(lineage_decision.c.event == "asked")
            .order_by("question_code")
        ).all()
        if asked:
            event = self.chance.choice(("confirmed", "confirmed", "rejected", "revoked"))
            self._record(lineage_decision, {"question_code": self.chance.choice(asked), "event": event})

    def _change_department(self) -> None:
        before, since = self.chance.sample(range(DEPARTMENTS), 2)
        asked = change_question(YEAR, self.chance.choice(KINDS), f"部门{before}", f"部门{since}")
        code = str(asked["change_code"])
        known = select(department_change.c.change_code).where(department_change.c.change_code == code)
        if self.connection.execute(known).first() is None:
            self._record(department_change, asked | {"event": "asked", "confidence_ratio": 1})
        event = self.chance.choice(("confirmed", "confirmed", "revoked"))
        self._record(department_change, {"change_code": code, "event": event})

    def _record(self, table: object, row: dict[str, object]) -> None:
        told = row | {"actor_name": f"李强{next(self.numbers)}", "recorded_through": "test"}
        self.connection.execute(insert(table).values(told))  # type: ignore[arg-type]


@settings(
    max_examples=EXAMPLES,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.integers(0, 10**9),
    st.lists(st.sampled_from(("hand in", "hand in", "hand in", "answer", "department")), min_size=4, max_size=10),
)
def test_part_is_what_the_whole_would_be(migrated: Callable[[], str], seed: int, events: list[str]) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("SELFEVAL_WAREHOUSE_URL", migrated())
        product_settings.cache_clear()
        with discarded() as connection:
            province = Province(connection, random.Random(seed))
            province.found()
            for event in events:
                province.change(event)
                assert different_within(connection, YEAR, is_stored=False) == [], event
    product_settings.cache_clear()


@pytest.fixture(scope="module")
def migrated(warehouse: Callable[[], str]) -> Callable[[], str]:
    """One empty warehouse for all examples: each is rolled back."""
    url = warehouse()
    return lambda: url
