"""All rebuilt real forms and the founding table, read and judged in one batch: the findings of the golden files.

`SELFEVAL_WRITE_GOLDEN=1` rewrites the golden files. Look at their difference before it is committed: what a person saw
to be contradicted on a form is told in `tests/data/golden/contradictions.csv`, and has to be found whatever they say.
"""

import csv
import os
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from golden_findings import GOLDEN, golden_file, golden_lines
from shared_folder import each_shared_form, shared_forms

from selfeval.settings import settings
from selfeval.steps.check import check_files

WRITES = os.environ.get("SELFEVAL_WRITE_GOLDEN") == "1"

Findings = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def found(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Findings:  # noqa: ARG001 (skips)
    """By file (without its suffix): everything that reading and judging find, as `selfeval check` does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SELFEVAL_HOME", str(tmp_path_factory.mktemp("home")))
        settings.cache_clear()
        checked = check_files(shared_forms())
    settings.cache_clear()
    return {file.stem: one.findings for file, one in zip(shared_forms(), checked, strict=True)}


@each_shared_form()
def test_findings_are_those_of_the_golden_file(shared_form: Path, found: Findings) -> None:
    now, golden = golden_lines(found[shared_form.stem]), golden_file(shared_form)
    if WRITES:
        golden.write_text("\n".join([*now, ""]), encoding="utf-8")
    then = golden.read_text(encoding="utf-8").splitlines() if golden.exists() else []
    changed = "\n".join(unified_diff(then, now, "golden", "found now", n=0, lineterm=""))
    assert not changed, f"\n{shared_form.name}\n{changed}"


@pytest.mark.usefixtures("shared_folder")
def test_every_golden_file_belongs_to_a_form() -> None:
    assert {file.name for file in GOLDEN.glob("*.yml")} == {golden_file(file).name for file in shared_forms()}


def test_every_contradiction_that_a_person_saw_is_found(found: Findings) -> None:
    rows = list(csv.DictReader((GOLDEN / "contradictions.csv").open(encoding="utf-8")))
    told = {(name, one["rule_code"], one["cell"]) for name, those in found.items() for one in those}
    missed = [row for row in rows if (row["file"], row["rule"], row["cell"]) not in told]
    assert missed == []
    assert {row["file"] for row in rows} <= {file.stem for file in shared_forms()}
