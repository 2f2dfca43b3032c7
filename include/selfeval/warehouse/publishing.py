"""Two years' loaded projects → the lineage between them, all departments in one transaction."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert

from selfeval.warehouse import lineage
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.facts import lineage as lineage_table
from selfeval.warehouse.likeness import Project
from selfeval.warehouse.statements import run

Years = Mapping[int, list[Project]]


def publish(fiscal_year: int) -> dict[str, Any]:
    """Derive the lineage into a year from the year before, and out of it into the year after.

    What is derived follows from what is loaded and from nothing else: asking again, or after the years arrived in
    another order, gives the same rows. Returns the year and the number of lineage groups by kind, in both pairs
    together.
    """
    counts: dict[str, int] = defaultdict(int)
    with transaction() as connection:
        for later in (fiscal_year, fiscal_year + 1):
            run(connection, "publish/lock_pair", fiscal_year=later)
            for kind in _derive(connection, later):
                counts[kind] += 1
    return {"fiscal_year": fiscal_year, "groups": dict(sorted(counts.items()))}


def _derive(connection: Connection, fiscal_year: int) -> Iterator[str]:
    """Replace the lineage of one pair of years; the kind of each group."""
    departments: dict[int, dict[int, list[Project]]] = defaultdict(lambda: defaultdict(list))
    for row in run(connection, "publish/project_year", fiscal_year=fiscal_year):
        departments[row["department_key"]][row["fiscal_year"]].append(_project(row))
    connection.execute(delete(lineage_table).where(lineage_table.c.fiscal_year == fiscal_year))
    rows: list[dict[str, object]] = []
    for department_key, years in departments.items():
        groups = lineage.match(years.get(fiscal_year - 1), years[fiscal_year])
        for number, group in enumerate(groups, start=1):
            code = f"{fiscal_year}-{department_key}-{number:03}"
            rows += [
                {"lineage_code": code, "fiscal_year": fiscal_year, "department_key": department_key} | row
                for row in _rows(group)
            ]
            yield group.kind
    if rows:
        connection.execute(insert(lineage_table), rows)


def _project(row: Mapping[str, Any]) -> Project:
    return Project(
        name_code=row["project_name_code"],
        code=row["project_code"],
        key=row["project_key"],
        budget=row["budget_amount"],
        sources=row["funding_sources"],
    )


def _rows(group: lineage.Group) -> Iterator[dict[str, object]]:
    """Each prior project with each current one; a side without projects is null."""
    for before in group.prior or (None,):
        for after in group.current or (None,):
            yield {
                "prior_project_key": before.key if before else None,
                "project_key": after.key if after else None,
                "lineage_kind": group.kind,
                "confidence_ratio": group.confidence,
                "evidence_zh": group.evidence_zh,
                "evidence_en": group.evidence_en,
            }
