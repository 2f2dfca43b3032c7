"""Schema 数据集市 has the marts that people ask first under Chinese names: the same rows, every name its own."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handed_in import hand_in, sample_years

from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.schema import chinese, views
from selfeval.warehouse.view_files import Relation, relations

Ask = Callable[..., list[tuple[Any, ...]]]
KEPT = {"mart.department_year_on_year", "mart.government_year_on_year", "mart.quality_finding"}
"""Views that tools ask by name; people have the others."""
FIRST_RANK = 8
LONGEST = 63
"""Bytes of a name in PostgreSQL; a longer one is cut without a word."""
COLUMNS = """
select attname, format_type(atttypid, null) from pg_attribute
where attrelid = %s::regclass and attnum > 0 order by attnum
"""


def test_first_rank_is_small_and_every_view_of_it_is_described() -> None:
    first = {view for view in views.MARTS if view.startswith("mart.")} - KEPT
    assert len(first) <= FIRST_RANK
    assert set(_named()) == first


def test_names_are_chinese_whole_and_their_own(ask: Ask) -> None:
    names = [mart.name for mart in _named().values()]
    assert len(names) == len(set(names))
    for place, mart in _named().items():
        told = [mart.described(place, column).name for column, _ in ask(COLUMNS, place)]
        assert [name for name, count in Counter(told).items() if count > 1] == [], place
        assert [name for name in (*told, mart.name) if not re.search("[一-龥]", name)] == [], place
        assert [name for name in told if len(name.encode()) > LONGEST] == [], place


def test_views_have_the_rows_and_comments_of_their_marts(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, *sample_years().values())))
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    for mart, relation in _named().items():
        named = f'{chinese.SCHEMA}."{relation.name}"'
        assert ask(f"select count(*) from {mart}") != [(0,)], mart  # noqa: S608 (names of ours)
        assert ask(f"select * from {mart} except all select * from {named}") == [], mart  # noqa: S608
        assert ask(f"select * from {named} except all select * from {mart}") == [], mart  # noqa: S608
        uncommented = "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
        assert ask(f"{uncommented} and col_description(attrelid, attnum) is null", named) == []


def test_first_rank_agrees_with_the_years_on_year(home: Path, ask: Ask) -> None:
    load_batch(str(hand_in(home, *sample_years().values())))
    for year in (2020, 2021, 2022):
        publish_fiscal_year(year)
    for measure in ("budget", "executed"):
        expected = ask(
            "select fiscal_year, amount, change_amount - restated_amount from mart.government_year_on_year"
            " where measure_code = %s and amount is not null order by 1",
            measure,
        )
        assert len(expected) == 3
        for mart in ("department_year", "bridge_step", "project_change"):
            told = ask(
                f"select fiscal_year, sum({measure}_change_yuan) from mart.{mart} group by 1 order by 1"  # noqa: S608
            )
            changes = [(year, change) for year, _, change in expected]
            assert told == (changes if mart == "department_year" else changes[1:]), mart
        for mart in ("department_year", "project_year"):
            told = ask(f"select fiscal_year, sum({measure}_yuan) from mart.{mart} group by 1 order by 1")  # noqa: S608
            assert told == [(year, amount) for year, amount, _ in expected], mart


def _named() -> dict[str, Relation]:
    """The marts that have a name in Chinese."""
    return {name: relation for name, relation in relations().items() if relation.name}
