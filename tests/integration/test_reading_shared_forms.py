"""Rebuilt real forms with exact ground truth, where they lie beside the project; skipped elsewhere."""

import json
from pathlib import Path

import pytest
from contract_score import differences
from shared_folder import each_shared_form, shared_forms

from selfeval.grid.files import open_grid
from selfeval.grid.kinds import KINDS
from selfeval.steps.read import json_lines
from selfeval.steps.reading_workers import read_file, read_files

pytestmark = pytest.mark.usefixtures("shared_folder")


def test_every_form_is_read_as_its_ground_truth_says() -> None:
    read = shared_forms()
    assert len(read) > 20
    for file, (_, line) in zip(read, json_lines(read), strict=True):
        names = (file.with_suffix(".expected.json"), file.with_suffix(".alt-expected.json"))
        truths = [json.loads(name.read_text(encoding="utf-8")) for name in names if name.exists()]
        assert differences(json.loads(line), *truths) == [], file.name


@each_shared_form()
def test_every_cell_of_a_form_is_in_the_ledger_once(shared_form: Path) -> None:
    cells = [
        sheet.address(*place) for sheet in open_grid(shared_form, shared_form.name).sheets for place in sheet.cells
    ]
    ledger = [entry.cell for entry in read_file(shared_form, shared_form.name).ledger]
    assert sorted(ledger) == sorted(cells)
    assert len(set(ledger)) == len(ledger)


@each_shared_form()
def test_unread_cells_are_those_of_the_ground_truth_or_told(shared_form: Path) -> None:
    reading = read_file(shared_form, shared_form.name)
    unread = sum(entry.role == "unread" for entry in reading.ledger)
    told = {finding.rule for finding in reading.findings}
    assert not unread or told & {"unread-cells", "cells-without-field"}


def test_every_format_that_is_read_has_a_form_to_prove_it() -> None:
    proven_by_unit_tests = {".tsv", ".xlsm", ".htm", ".ods", ".xlsb", ".et", ".doc", ".wps", ".rtf", ".odt", ".xml"}
    assert {file.suffix for file in shared_forms()} >= KINDS.keys() - proven_by_unit_tests


def test_contract_is_one_json_object_a_file() -> None:
    ((is_read, line),) = json_lines(shared_forms()[:1])
    assert is_read and json.loads(line)["forms"]


def test_odd_and_hostile_workbooks_are_read_or_refused_in_words(shared_folder: Path) -> None:
    """Encrypted, truncated, lying dimensions, broken archives: none crashes, hangs or passes silently."""
    files = sorted(file for file in (shared_folder / "corpus" / "calamine" / "tests").iterdir() if file.is_file())
    readings = list(read_files([(file, file.name) for file in files]))
    assert len(readings) == len(files) > 100
    for file, reading in zip(files, readings, strict=True):
        assert reading.forms or any(finding.is_fault and finding.message_zh for finding in reading.findings), file.name
        assert "reading-failed" not in {finding.rule for finding in reading.findings}, file.name
