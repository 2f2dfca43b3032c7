"""Planner statistics on a real PostgreSQL: a first large load does not leave the facts without any."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import warehouse_volume
from handed_in import Form, hand_in, line
from sqlalchemy import text

from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.connection import transaction
from selfeval.warehouse.submissions import partitions

Ask = Callable[..., list[tuple[Any, ...]]]
BY_YEAR = [fact.name for fact in partitions.BY_YEAR]
KNOWN = "select relname from pg_class where relname = any(%s) and reltuples > 0"


pytestmark = pytest.mark.usefixtures("planned_here")


def test_publishing_knows_the_size_of_facts_that_were_never_analysed(home: Path, ask: Ask) -> None:  # noqa: ARG001
    _fill_without_statistics()
    assert ask(KNOWN, BY_YEAR) == []
    publish_fiscal_year(2021)
    assert {name for (name,) in ask(KNOWN, BY_YEAR)} == set(BY_YEAR)


def test_a_large_load_gathers_statistics_by_itself(home: Path, ask: Ask) -> None:
    lines = tuple(line(f"项目{number}", "1") for number in range(1100))
    load_batch(str(hand_in(home, Form(lines))))
    assert ("fct_project_evaluation",) in ask(KNOWN, BY_YEAR)


def _fill_without_statistics() -> None:
    partitions.ensure(warehouse_volume.YEARS)
    numbers: dict[str, object] = {
        "departments": warehouse_volume.DEPARTMENTS,
        "projects": warehouse_volume.PROJECTS,
        "years": list(warehouse_volume.YEARS),
    }
    with transaction() as connection:
        for command in (*warehouse_volume.FILL[:-1], "select pg_stat_force_next_flush()"):
            connection.execute(text(command), {name: numbers[name] for name in numbers if f":{name}" in command})
