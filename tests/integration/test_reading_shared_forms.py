"""Rebuilt real forms with exact ground truth, where they lie beside the project; skipped elsewhere."""

import json
from pathlib import Path

import pytest
from contract_score import differences

from selfeval.grid.files import open_grid
from selfeval.grid.kinds import KINDS
from selfeval.settings import PROJECT_ROOT
from selfeval.steps.read import json_lines
from selfeval.steps.reading_workers import read_file, read_files

SHARED = PROJECT_ROOT.parent / "shared"
FORMS = SHARED / "reading" / "forms"
NOT_FORMS = (".json", ".md")

pytestmark = pytest.mark.skipif(not FORMS.exists(), reason="../shared is not beside this checkout")


def forms() -> list[Path]:
    files = sorted(file for file in FORMS.glob("*") if file.suffix not in NOT_FORMS)
    return [SHARED / "reading" / "seed_2021.txt", *files] if FORMS.exists() else []


def test_every_form_is_read_as_its_ground_truth_says() -> None:
    read = forms()
    for file, (_, line) in zip(read, json_lines(read), strict=True):
        names = (file.with_suffix(".expected.json"), file.with_suffix(".alt-expected.json"))
        truths = [json.loads(name.read_text(encoding="utf-8")) for name in names if name.exists()]
        assert differences(json.loads(line), *truths) == [], file.name


@pytest.mark.parametrize("file", forms(), ids=lambda file: file.name)
def test_every_cell_of_a_form_is_in_the_ledger_once(file: Path) -> None:
    cells = [sheet.address(*place) for sheet in open_grid(file, file.name).sheets for place in sheet.cells]
    ledger = [entry.cell for entry in read_file(file, file.name).ledger]
    assert sorted(ledger) == sorted(cells)
    assert len(set(ledger)) == len(ledger)


@pytest.mark.parametrize("file", forms(), ids=lambda file: file.name)
def test_unread_cells_are_those_of_the_ground_truth_or_told(file: Path) -> None:
    reading = read_file(file, file.name)
    unread = sum(entry.role == "unread" for entry in reading.ledger)
    told = {finding.rule for finding in reading.findings}
    assert not unread or told & {"unread-cells", "cells-without-field"}


def test_every_format_that_is_read_has_a_form_to_prove_it() -> None:
    proven_by_unit_tests = {".tsv", ".xlsm", ".htm", ".ods", ".xlsb", ".et", ".doc", ".wps", ".rtf", ".odt", ".xml"}
    assert {file.suffix for file in forms()} >= KINDS.keys() - proven_by_unit_tests


def test_contract_is_one_json_object_a_file() -> None:
    ((is_read, line),) = json_lines(forms()[:1])
    assert is_read and json.loads(line)["forms"]


def test_odd_and_hostile_workbooks_are_read_or_refused_in_words() -> None:
    """Encrypted, truncated, lying dimensions, broken archives: none crashes, hangs or passes silently."""
    files = sorted(file for file in (SHARED / "corpus" / "calamine" / "tests").iterdir() if file.is_file())
    readings = list(read_files([(file, file.name) for file in files]))
    assert len(readings) == len(files) > 100
    for file, reading in zip(files, readings, strict=True):
        assert reading.forms or any(finding.is_fault and finding.message_zh for finding in reading.findings), file.name
        assert "reading-failed" not in {finding.rule for finding in reading.findings}, file.name
