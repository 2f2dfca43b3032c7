"""Forms of every layout that nobody wrote by hand are read exactly as made."""

from random import Random

import pytest
from formmaker import LAYOUTS, make_form
from formmaker.comparison import differences

from selfeval.forms import figures
from selfeval.forms.reading import read_forms
from selfeval.sheet import Cell

FORMS_A_LAYOUT = 25
POINTS = ("budget_weight", "budget_score", "total_score", "weight", "score")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_made_form_is_read_exactly(layout):
    for seed in range(FORMS_A_LAYOUT):
        made = make_form(Random(f"exact {layout} {seed}"), layout=layout)
        assert differences(made, read_forms(made.sheets, made.file_name)) == [], f"{layout} {seed}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reading_finds_nothing_wrong_with_a_made_form(layout):
    for seed in range(FORMS_A_LAYOUT):
        made = make_form(Random(f"exact {layout} {seed}"), layout=layout)
        found = {finding.rule for finding in read_forms(made.sheets, made.file_name).findings}
        assert found <= {"unread-cells", "cells-without-field"}, f"{layout} {seed}"


def test_difference_is_told_where_a_figure_is_another():
    made = make_form(Random(1), layout="national")
    planted = made.with_cell(made.places[1, "budget/total"], "1.23")
    told = differences(made, read_forms(planted.sheets, made.file_name))
    assert any("amounts" in one and "1.23 read" in one for one in told)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_weight_and_score_stands_in_the_cell_that_it_names(layout):
    for seed in range(FORMS_A_LAYOUT):
        made = make_form(Random(f"exact {layout} {seed}"), layout=layout)
        reading = read_forms(made.sheets, made.file_name)
        printed = {entry.cell: Cell(1, 1, entry.printed) for entry in reading.ledger}
        projects = [project for form in reading.forms for project in form.projects]
        owners = [*projects, *(indicator for project in projects for indicator in project.indicators)]
        for owner, name in ((owner, name) for owner in owners for name in POINTS if hasattr(owner, name)):
            points, cell = getattr(owner, name), getattr(owner, f"{name}_cell")
            assert (points is None) == (cell is None), f"{layout} {seed} {name}"
            assert points is None or points in (figures.score(printed[cell]), figures.points_in_label(printed[cell]))
