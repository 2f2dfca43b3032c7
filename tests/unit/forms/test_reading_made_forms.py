"""Forms of every layout that nobody wrote by hand are read exactly as made."""

from random import Random

import pytest
from formmaker import LAYOUTS, make_form
from formmaker.comparison import differences

from selfeval.forms.reading import read_forms

FORMS_A_LAYOUT = 25


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
