"""What counts of two years → their departments and projects as lineage compares them.

Publication stores them (core.lineage_department, core.lineage_project) when what counts of a department has changed, so
that a pair of years is read without adding up anything, whole or in part.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from selfeval.warehouse.lineage import asking
from selfeval.warehouse.lineage.likeness import Project
from selfeval.warehouse.statements import append, run
from selfeval.warehouse.tables.matching import lineage_project

Years = dict[int, dict[int, list[Project]]]
"""Projects by fiscal year and department; a department that handed in a form without projects has none."""


@dataclass(frozen=True)
class Pair:
    """A year and the year before it, whole or of some departments.

    `by_cards` are departments that handed in only cards of the later year; `business` has the business keys of
    projects, and `departments` the normalised names of departments, both by key.
    """

    fiscal_year: int
    years: Years
    by_cards: set[int] = field(default_factory=set)
    business: dict[int, asking.BusinessKey] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)

    @property
    def before(self) -> dict[int, list[Project]]:
        """Projects of the earlier year by department."""
        return self.years[self.fiscal_year - 1]

    @property
    def after(self) -> dict[int, list[Project]]:
        """Projects of the later year by department."""
        return self.years[self.fiscal_year]

    def know(self, row: Mapping[str, Any]) -> Project:
        """The project of a row, whose business key is known from now on."""
        self.departments[row["department_key"]] = row["department_code"]
        self.business[row["project_key"]] = (row["department_code"], row["project_code"], row["project_name_code"])
        return project(row)


def project(row: Mapping[str, Any]) -> Project:
    """The project of a row, in its department and year."""
    return Project(
        name_code=row["project_name_code"],
        code=row["printed_code"],
        key=row["project_key"],
        budget=row["budget_amount"],
        sources=row["funding_sources"],
        fiscal_year=row["fiscal_year"],
        department_key=row["department_key"],
    )


def store(connection: Connection, fiscal_year: int, departments: Collection[int] | None = None) -> set[str]:
    """Store anew what lineage compares of a year, of some departments or of all.

    Returns the written names that a department has now and had not, or had and has no more.
    """
    asked = {"fiscal_year": fiscal_year, "departments": None if departments is None else sorted(departments)}
    gone = run(connection, "lineage/forget_year", **asked)
    had = {(row["department_key"], row["written_name"]) for row in gone}
    run(connection, "lineage/handed_in", **asked)
    found = [project(row | {"fiscal_year": fiscal_year}) for row in run(connection, "lineage/project_year", **asked)]
    has = {(one.department_key, one.written) for one in found}
    append(
        connection,
        lineage_project,
        (
            (fiscal_year, one.department_key, one.key, one.code, one.budget, one.sources, one.written, one.folded)
            for one in found
        ),
    )
    return {name for _, name in had ^ has}


def read(connection: Connection, fiscal_year: int, departments: Collection[int] | None) -> Pair:
    """A year and the year before it as they were stored, of some departments or of all."""
    asked = {"fiscal_year": fiscal_year, "departments": None if departments is None else sorted(departments)}
    pair = Pair(fiscal_year, {fiscal_year - 1: {}, fiscal_year: {}})
    for row in run(connection, "lineage/department", **asked):
        pair.years[row["fiscal_year"]][row["department_key"]] = []
        pair.departments[row["department_key"]] = row["department_code"]
        if row["fiscal_year"] == fiscal_year and not row["is_whole"]:
            pair.by_cards.add(row["department_key"])
    projects: dict[int, dict[int, list[Project]]] = defaultdict(lambda: defaultdict(list))
    for row in run(connection, "lineage/project", **asked):
        projects[row["fiscal_year"]][row["department_key"]].append(pair.know(row))
    for year, found in projects.items():
        pair.years[year].update(found)
    return pair
