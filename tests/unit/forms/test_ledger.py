"""Every non-blank cell of whatever grid is in the ledger once, read or unread, and what is unread is told."""

from collections import Counter
from random import Random

import pytest
from formmaker import LAYOUTS, make_form
from hypothesis import given, settings
from hypothesis import strategies as st
from mutants.mutations import MutantSheet, mutate

from selfeval.forms.reading import read_forms
from selfeval.forms.vocabulary import vocabulary
from selfeval.sheet import Cell, Range, Sheet

HEADINGS = sorted(vocabulary().headings)
WORDS = st.one_of(
    st.sampled_from(HEADINGS),
    st.sampled_from([*vocabulary().markers, *vocabulary().labels, *vocabulary().null_marks]),
    st.sampled_from(
        ["2021年度项目支出绩效自评表", "部门整体支出绩效自评表", "（2021年度）", "单位：万元", "项目名称：甲"]
    ),
    st.sampled_from(["其中：", "……", "（一）", "注：", "98%", "1,286.40", "-3", "(5)", "5.8万元"]),
    st.decimals(0, 10_000, places=2).map(str),
    st.text(max_size=12).filter(str.strip),
)


@st.composite
def grids(draw):
    """Random words, many of them headings, on a small grid with merged ranges that do not overlap."""
    places = st.tuples(st.integers(1, 9), st.integers(1, 11))
    cells = draw(st.dictionaries(places, WORDS, max_size=60))
    built = Sheet("Sheet1", {place: Cell(*place, text) for place, text in cells.items()})
    covered: set[tuple[int, int]] = set()
    areas = st.tuples(places, st.integers(0, 2), st.integers(0, 3))
    for (row, column), down, across in draw(st.lists(areas, max_size=6)):
        area = {(r, c) for r in range(row, row + down + 1) for c in range(column, column + across + 1)}
        if len(area) > 1 and not area & covered:
            covered |= area
            built.merged.append(Range(row, column, row + down, column + across))
    return built


def assert_every_cell_is_accounted_for(sheets):
    reading = read_forms(sheets, "form.xlsx")
    entries = Counter(entry.cell for entry in reading.ledger)
    assert entries == Counter(sheet.address(*place) for sheet in sheets for place in sheet.cells)
    unread = [entry for entry in reading.ledger if entry.role == "unread"]
    told = {finding.rule for finding in reading.findings}
    if not reading.forms:
        assert told & {"no-form"}
    elif unread:
        assert told & {"unread-cells", "cells-without-field"}
        counted = [f.message_en for f in reading.findings if f.rule in ("unread-cells", "cells-without-field")]
        assert sum(int(next(word for word in text.split() if word.isdigit())) for text in counted) == len(unread)


@settings(max_examples=1000)
@given(grids())
def test_any_grid(sheet):
    assert_every_cell_is_accounted_for([sheet])


@settings(max_examples=100)
@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 10_000), grids())
def test_made_form_with_anything_typed_over_it(layout, seed, noise):
    made = make_form(Random(seed), layout=layout)
    first = made.sheets[0]
    first.cells |= noise.cells
    assert_every_cell_is_accounted_for(made.sheets)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_made_form_mutated_many_times_over(layout):
    for seed in range(10):
        rng = Random(f"ledger {layout} {seed}")
        mutants = [MutantSheet.of(sheet) for sheet in make_form(rng, layout=layout).sheets]
        for _ in range(10):
            mutant = rng.choice([one for one in mutants if one.sheet.cells])
            mutant.focus = sorted(mutant.sheet.cells)
            mutate(rng, mutant)
        assert_every_cell_is_accounted_for([mutant.sheet for mutant in mutants])
