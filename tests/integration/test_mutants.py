"""Two thousand readable forms with one cell or row dropped, doubled, swapped or shifted: none is read wrong in silence.

The seeds are fixed: a mutant that fails here fails again. `MUTANTS` more of them can be tried by hand.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from formmaker import LAYOUTS, make_form
from mutants.judged import judged
from mutants.mutations import MutantSheet, mutate
from mutants.truth import Truth
from mutants.verdict import Verdict, Wrong

from selfeval import paths
from selfeval.forms.reading import read_forms
from selfeval.forms.record import Reading
from selfeval.grid.files import open_grid
from selfeval.settings import PROJECT_ROOT
from selfeval.sheet import Sheet

MUTANTS = 2_000
MADE_A_LAYOUT = 3
SHARED = PROJECT_ROOT.parent / "shared" / "reading" / "forms"
READABLE = {".xlsx", ".xls", ".csv", ".html", ".docx", ".txt"}


@dataclass
class Run:
    """What became of the mutants: how many are right, told by reading, told by judging, and what is told by none."""

    kinds: Counter[str]
    silent: list[tuple[str, list[Wrong]]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All mutants, read, and those that reading says nothing of judged together."""
    truths = [Truth.of(sheets, read_forms(sheets, name)) for sheets, name in _forms()]
    kinds: Counter[str] = Counter()
    untold: dict[str, tuple[Truth, Reading, list[Wrong]]] = {}
    for number in range(MUTANTS):
        truth = truths[number % len(truths)]
        rng, mutants = Random(f"mutant {number}"), truth.mutants()
        told = mutate(rng, rng.choice([mutant for mutant in mutants if mutant.sheet.cells]))
        reading = read_forms([mutant.sheet for mutant in mutants], "mutant.xlsx")
        silent = _silent(Verdict(truth, mutants, reading), kinds)
        if silent:
            untold[f"{number} {told}"] = (truth, reading, silent)
    return Run(kinds, list(_told_by_nobody(untold, kinds, tmp_path_factory.mktemp("judged"))))


def _forms() -> Iterator[tuple[list[Sheet], str]]:
    """Made forms of every layout, the founding table and the samples, and whatever forms lie beside the project."""
    for layout in LAYOUTS:
        for seed in range(MADE_A_LAYOUT * (2 if layout == "wide" else 1)):
            made = make_form(Random(f"base {layout} {seed}"), layout=layout)
            yield made.sheets, made.file_name
    shared = sorted(SHARED.iterdir()) if SHARED.is_dir() else []
    for file in [*sorted(paths.samples().glob("*/*")), *shared]:
        if file.suffix in READABLE:
            yield open_grid(file, file.name).sheets, file.name


def _silent(verdict: Verdict, kinds: Counter[str]) -> list[Wrong]:
    wrongs = verdict.wrongs()
    silent = [wrong for wrong in wrongs if not verdict.told_by(wrong.project)]
    if not silent:
        kinds["told by reading" if wrongs else "right"] += 1
    return silent


def _told_by_nobody(
    untold: dict[str, tuple[Truth, Reading, list[Wrong]]], kinds: Counter[str], folder: Path
) -> Iterator[tuple[str, list[Wrong]]]:
    """What judging says nothing of either, beyond what it says of the clean form."""
    readings = {name: reading for name, (_, reading, _) in untold.items()}
    readings |= {f"{name} clean": truth.reading for name, (truth, _, _) in untold.items()}
    found = judged(readings, folder / "batch") if readings else {}
    for name, (_, _, wrongs) in untold.items():
        clean = {(rule, project) for rule, _, _, project in found[f"{name} clean"]}
        new = [one for one in found[name] if (one[0], one[3]) not in clean]
        left = [w for w in wrongs if not any(_concerns(form, project, w) for _, form, project, _ in new)]
        kinds["silent" if left else "told by judging"] += 1
        if left:
            yield name, left


def _concerns(form: int | None, project: int | None, wrong: Wrong) -> bool:
    return form in (None, wrong.project[0]) and project in (None, wrong.project[1])


def test_no_amount_or_rate_of_a_mutant_is_read_wrong_in_silence(run: Run) -> None:
    total = sum(run.kinds.values())
    print("\n" + "，".join(f"{kind} {count} ({100 * count / total:.2f}%)" for kind, count in run.kinds.most_common()))  # noqa: T201
    assert total == MUTANTS
    figures = [(name, wrongs) for name, wrongs in run.silent if any(wrong.kind != "name" for wrong in wrongs)]
    assert figures == []


def test_no_name_of_a_mutant_is_read_wrong_in_silence(run: Run) -> None:
    assert [(name, wrongs) for name, wrongs in run.silent if any(wrong.kind == "name" for wrong in wrongs)] == []


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
