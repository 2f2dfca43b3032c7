"""Suggestions measured: 2,000 projects, one planted error each; what is offered is what was meant.

`pytest -s` prints the recall by kind. What is not offered is not certain: an amount without sources or scores around it
has many neighbours that agree as well.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from planted import KINDS, Planted, projects

from selfeval.quality import identities
from selfeval.quality.figures_of_project import Printed
from selfeval.quality.sources import load_sources
from selfeval.quality.suggestions import suggest

SOURCES = load_sources()
CLEAN = list(projects(400, seed=7))
LEAST_PRECISION = Decimal("0.99")
LEAST_RECALL = {
    "one_digit": Decimal("0.55"),
    "swapped_digits": Decimal("0.6"),
    "shifted_point": Decimal("0.85"),
    "other_unit": Decimal("0.7"),
    "exchanged_cells": Decimal("0.9"),
}


def is_broken(project: Printed) -> bool:
    values = project.values()
    return not all(one.holds(values) for one in identities.of(project, SOURCES) if one.is_mendable)


def offered(project: Printed) -> dict[str, Decimal]:
    """Cell → number that is offered."""
    mended = suggest(project, SOURCES).values()
    return {change.amount.cell: change.value for changes, _ in mended for change in changes}


def test_clean_projects_get_no_suggestion() -> None:
    assert not [project for project in CLEAN if is_broken(project) or offered(project)]


@pytest.mark.parametrize("plant", KINDS, ids=lambda plant: plant.__name__)
def test_what_is_offered_is_what_was_meant(plant: Callable[[Printed, Random], Planted]) -> None:
    random = Random(11)
    planted = [plant(project, random) for project in CLEAN]
    broken = [(project, meant) for project, meant in planted if meant and is_broken(project)]
    answers = [(meant, offered(project)) for project, meant in broken]
    given = [(meant, answer) for meant, answer in answers if answer]
    right = [answer for meant, answer in given if answer.items() <= meant.items()]
    precision, recall = Decimal(len(right)) / len(given), Decimal(len(right)) / len(broken)
    print(f"{plant.__name__}: {len(broken)} broken, precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201 (what -s is for)
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL[plant.__name__]


def test_nothing_is_derived_from_a_block_that_was_copied_from_a_twin() -> None:
    copied = [replace(project, amounts=other.amounts, has_twin=True) for project, other in pairwise(CLEAN)]
    assert sum(is_broken(project) for project in copied) > 100
    assert not [project for project in copied if offered(project)]
