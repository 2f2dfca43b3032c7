"""Two thousand readable forms with one cell or row dropped, doubled, swapped or shifted: none is read wrong in silence.

The seed is fixed: a mutant that fails here fails again. SELFEVAL_MUTANT_SEED names another, of which the forms that are
made and the mutants are others; no seed and no set of forms may fail.
"""

import os
from pathlib import Path
from random import Random

import pytest
from builders import sheet
from formmaker import LAYOUTS, make_form
from mutants.campaign import Campaign, forms_of, made_forms, run
from mutants.mutations import MutantSheet
from mutants.truth import Truth
from mutants.verdict import Verdict

from selfeval import paths
from selfeval.forms.reading import read_forms
from selfeval.sheet import Cell

MUTANTS, SHARED_MUTANTS = 2_000, 1_000
SEED = os.environ.get("SELFEVAL_MUTANT_SEED", "")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Mutants of made forms of every layout and of the samples."""
    forms = [*made_forms(SEED), *forms_of(list(paths.samples().glob("*/*")))]
    return run(forms, MUTANTS, SEED, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def shared(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Mutants of the rebuilt real forms beside the checkout."""
    forms = list(forms_of(list((shared_folder / "reading" / "forms").iterdir())))
    return run(forms, SHARED_MUTANTS, SEED, tmp_path_factory.mktemp("shared"))


def test_no_amount_or_rate_of_a_mutant_is_read_wrong_in_silence(own: Campaign) -> None:
    print(f"\n{own.summary()}")  # noqa: T201
    assert own.kinds.total() == MUTANTS
    assert own.wrong(names=False) == []


def test_no_name_of_a_mutant_is_read_wrong_in_silence(own: Campaign) -> None:
    assert own.wrong(names=True) == []


def test_no_mutant_of_a_real_form_is_read_wrong_in_silence(shared: Campaign) -> None:
    print(f"\n{shared.summary()}")  # noqa: T201
    assert shared.kinds.total() == SHARED_MUTANTS
    assert shared.silent == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_amount_given_to_another_source_is_called_wrong(layout: str) -> None:
    """The verdict itself can fail: a reading in which one amount has another source is not right."""
    made = make_form(Random(f"verdict {layout}"), layout=layout)
    truth = Truth.of(made.sheets, read_forms(made.sheets, made.file_name))
    mutants = truth.mutants()
    reading = read_forms([mutant.sheet for mutant in mutants], made.file_name)
    assert Verdict(truth, mutants, reading).wrongs() == []
    reading.forms[0].projects[0].amounts[0].source = "state_capital"
    assert [wrong.kind for wrong in Verdict(truth, mutants, reading).wrongs()] == ["amount"]


def test_amount_that_is_neither_read_nor_unread_is_called_lost() -> None:
    made = make_form(Random("lost"), layout="national")
    truth = Truth.of(made.sheets, read_forms(made.sheets, made.file_name))
    mutants = [MutantSheet.of(sheet) for sheet in made.sheets]
    reading = read_forms(made.sheets, made.file_name)
    lost = reading.forms[0].projects[0].amounts.pop()
    next(entry for entry in reading.ledger if entry.cell == lost.cell).role = "heading"
    assert [wrong.kind for wrong in Verdict(truth, mutants, reading).wrongs()] == ["amount"]


def test_form_whose_sources_changed_places_is_another_form_and_not_one_read_wrong() -> None:
    """What is printed decides: two labels swapped beside numbered rows (行次) cannot be told from an honest form."""
    truth, mutant = _swapped_sources()
    reading = read_forms([mutant.sheet], "mutant.xlsx")
    sources = [(one.cell, one.source) for one in reading.forms[0].projects[0].amounts if one.measure == "budget"]
    assert sources == [("Table1!C3", "total"), ("Table1!C4", "other"), ("Table1!C5", "local")]
    assert Verdict(truth, [mutant], reading).wrongs() == []


def test_amount_of_a_source_that_changed_places_is_still_called_wrong_when_it_is_given_to_the_old_one() -> None:
    truth, mutant = _swapped_sources()
    reading = read_forms([mutant.sheet], "mutant.xlsx")
    budget = next(one for one in reading.forms[0].projects[0].amounts if one.cell == "Table1!C4")
    budget.source = "state_capital"
    assert [wrong.kind for wrong in Verdict(truth, [mutant], reading).wrongs()] == ["amount"]


def _swapped_sources() -> tuple[Truth, MutantSheet]:
    """A transfer card with numbered rows, and the same with the labels of two sources swapped."""
    card = sheet(
        """
        项目名称|公益性岗位补贴|||
        资金投入情况|行次|全年预算数|全年执行资金|预算执行
        年度资金总额|1|30|20|66.67%
        地方财政资金|2|20|15|
        其他资金|3|10|5|
        """
    )
    truth = Truth.of([card], read_forms([card], "clean.xlsx"))
    mutant = MutantSheet.of(card)
    local, other = card.cells[4, 1], card.cells[5, 1]
    mutant.put((4, 1), Cell(4, 1, other.text), (5, 1))
    mutant.put((5, 1), Cell(5, 1, local.text), (4, 1))
    return truth, mutant
