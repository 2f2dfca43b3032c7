"""Made-up forms with exact truth, each hard in a way of its own, read through the door that submissions take."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from contract_score import differences

from selfeval.settings import PROJECT_ROOT
from selfeval.steps.read import json_lines

FORMS = PROJECT_ROOT / "tests" / "data" / "forms"
FILES = sorted(file for file in FORMS.iterdir() if file.suffix not in (".json", ".md"))


@pytest.fixture(scope="module")
def readings() -> dict[str, Any]:
    """The reading of each file by its name, all read at once."""
    return {file.name: json.loads(line) for file, (_, line) in zip(FILES, json_lines(FILES), strict=True)}


def truths(file: Path) -> list[Any]:
    """What a file says; a second truth where the contract leaves two."""
    found = [file.with_suffix(".expected.json"), file.with_suffix(".alt-expected.json")]
    return [json.loads(truth.read_text(encoding="utf-8")) for truth in found if truth.exists()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_form_is_read_as_its_truth_says(file: Path, readings: dict[str, Any]) -> None:
    told = differences(readings[file.name], *truths(file))
    assert not told, "\n".join(told)


def test_figure_that_is_wrong_moved_or_made_up_is_a_difference() -> None:
    (truth,) = truths(FORMS / "national_card_plain.xlsx")
    spoilt = copy.deepcopy(truth)
    (project,) = spoilt["forms"][0]["projects"]
    project["amounts"][0]["value"] += "1"
    project["indicators"][0]["score"], project["indicators"][1]["score"] = "1", "2"
    project["division"] = "综合科"
    assert len(differences(spoilt, truth)) == 2 + 4 + 1
    assert differences(truth, spoilt, truth) == []


def test_every_form_has_its_line_and_no_line_is_without_its_form() -> None:
    lines = (FORMS / "README.md").read_text(encoding="utf-8").splitlines()
    named = [line.split("|")[1].strip() for line in lines if line.startswith("| ") and "." in line.split("|")[1]]
    assert named == [file.name for file in FILES]
