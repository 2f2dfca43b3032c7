from collections import defaultdict
from decimal import Decimal
from random import Random

import pytest
from formmaker import LAYOUTS, make_form
from formmaker.workbook import write_workbook

from selfeval.forms.vocabulary import vocabulary
from selfeval.grid.workbook import read_workbook

SEEDS = range(12)


def made_forms(layout):
    return [make_form(Random(f"{layout} {seed}"), layout=layout) for seed in SEEDS]


def projects(layout):
    return [project for made in made_forms(layout) for form in made.forms for project in form.projects]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_seed_makes_one_form(layout):
    first, again, other = (make_form(Random(seed), layout=layout) for seed in (1, 1, 2))
    assert first == again
    assert first.sheets != other.sheets


@pytest.mark.parametrize("family", ["wide", "card", "overall"])
def test_family_asked_for_is_the_family_made(family):
    made = make_form(Random(3), family=family)
    assert {form.family for form in made.forms} == {family}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sources_add_up_and_nothing_is_overspent(layout):
    for project in projects(layout):
        printed = defaultdict(dict)
        for amount in project.amounts:
            printed[amount.measure][amount.source] = amount.value
        for by_source in printed.values():
            parts = [
                value for source, value in by_source.items() if vocabulary().part_of[source] in ("total", "fiscal")
            ]
            assert not parts or by_source["total"] == sum(parts)
        for source, executed in printed["executed"].items():
            assert executed <= printed["budget"].get(source, executed)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rate_follows_from_the_totals_and_the_budget_score_from_the_rate(layout):
    for project in projects(layout):
        total = {amount.measure: amount.value for amount in project.amounts if amount.source == "total"}
        rate = total["executed"] / total["budget"]
        if project.stated_rate:
            assert abs(project.stated_rate.value - rate) <= Decimal("0.005")
        if project.budget_score is not None:
            assert abs(project.budget_score - project.budget_weight * rate) <= Decimal("0.01")


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"wide", "transfer"}))
def test_weights_make_100_and_scores_the_total_and_whatever_is_missed_has_its_reason(layout):
    for project in projects(layout):
        scored = [one for one in project.indicators if one.weight is not None]
        assert sum(one.weight for one in scored) + project.budget_weight == 100
        assert sum(one.score for one in scored) + project.budget_score == project.total_score
        for one in scored:
            assert 0 < one.score <= one.weight
            assert (one.score < one.weight) == (one.reason is not None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_workbook_holds_what_the_sheets_hold(layout, tmp_path):
    for number, made in enumerate(made_forms(layout)[:4]):
        sheets = read_workbook(write_workbook(made, tmp_path / f"{number}.xlsx"), made.file_name)
        for read, written in zip(sheets, made.sheets, strict=True):
            assert {place: cell.text.strip() for place, cell in written.cells.items()} == {
                place: cell.text for place, cell in read.cells.items()
            }
            assert {place: cell.number for place, cell in written.cells.items()} == {
                place: cell.number for place, cell in read.cells.items()
            }
            assert sorted(map(repr, read.merged)) == sorted(map(repr, written.merged))


def test_planted_text_stands_in_one_cell_and_the_clean_form_is_untouched():
    made = make_form(Random(5), layout="national")
    address = made.places[1, "budget/total"]
    planted = made.with_cell(address, "7.77")
    assert planted.cell(address).text == "7.77"
    assert made.cell(address).text != "7.77"
    assert planted.forms == made.forms
