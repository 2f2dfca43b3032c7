"""An annotated workbook that is handed in reads as the workbook that it was: marks change no figure and no address."""

from pathlib import Path

import pytest
from department_book import finding, summary, told
from shared_folder import each_shared_form

from selfeval import paths
from selfeval.answers.workbook.annotation import annotate
from selfeval.forms.contract import as_contract
from selfeval.grid.files import open_grid
from selfeval.steps.reading_workers import read_file

SAMPLES = sorted(paths.samples().glob("*/*.xlsx"))


@pytest.mark.parametrize("workbook", SAMPLES, ids=lambda file: file.name)
def test_annotated_workbook_reads_as_the_original(workbook: Path, tmp_path: Path) -> None:
    _require_alike(workbook, tmp_path)


@each_shared_form(".xlsx")
def test_annotated_workbook_of_a_real_form_reads_as_the_original(shared_form: Path, tmp_path: Path) -> None:
    _require_alike(shared_form, tmp_path)


def _require_alike(workbook: Path, tmp_path: Path) -> None:
    cells = [sheet.address(*place) for sheet in open_grid(workbook, workbook.name).sheets for place in sheet.cells]
    findings = [finding(cell, ("critical", "warning", "info")[number % 3]) for number, cell in enumerate(cells)]
    target = tmp_path / workbook.name
    annotate(workbook, target, summary(*findings), told(*findings))
    before, after = (as_contract(workbook.name, "", read_file(file, workbook.name)) for file in (workbook, target))
    assert after == before
    assert before["forms"]
