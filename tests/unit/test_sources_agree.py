"""The rooms know the same funding sources and measures, each for its own purpose: reading, judging, loading."""

import csv
from decimal import Decimal

from selfeval.forms.vocabulary import MEASURES, vocabulary
from selfeval.quality.sources import load_sources
from selfeval.quality.words import load_words
from selfeval.settings import PROJECT_ROOT

SEEDS = PROJECT_ROOT / "include" / "selfeval" / "warehouse" / "seeds"
UNDIVIDED = "undivided"
"""No source of a form, but what the year-on-year marts call a total that no form divides."""
POINTS = ("indicator_score", "indicator_weight")
"""No measures of an amount, but what the year-on-year marts compare of indicators."""


def seeded(table: str, column: str) -> set[str]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return {row[column] for row in csv.DictReader(lines)}


def test_sources_and_their_tree_are_the_same_in_reading_and_judging():
    judged = load_sources(PROJECT_ROOT / "great_expectations" / "sources.yml")
    assert vocabulary().part_of == {source: parent or "" for source, parent in judged.parents.items()}
    assert set(MEASURES) == set(judged.measure_words)


def test_every_source_and_measure_that_is_read_has_its_dimension_row():
    assert seeded("funding_source", "funding_source_code") == {*vocabulary().part_of, UNDIVIDED}
    assert seeded("measure", "measure_code") == {*MEASURES, *POINTS}
    assert seeded("amount_unit", "amount_unit_code") == set(vocabulary().units.values())


def test_units_have_the_same_factor_in_judging_and_loading():
    judged = load_words(PROJECT_ROOT / "great_expectations" / "words.yml").units
    with (SEEDS / "amount_unit.csv").open(encoding="utf-8", newline="") as lines:
        assert judged == {row["amount_unit_code"]: Decimal(row["yuan_factor"]) for row in csv.DictReader(lines)}
