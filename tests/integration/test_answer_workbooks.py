"""From landing folder to answer on real files: workbooks annotated, other formats copied, receipts that verify."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from selfeval import paths
from selfeval.answers.workbook.remark import COLOURS
from selfeval.cli import app
from selfeval.settings import settings
from selfeval.steps import answer, find, judge, load, read

SAMPLES = paths.samples() / "民政局"
OWN, SEED = "2020.xlsx", "seed_2021.txt"


def run() -> None:
    for folder in find.find_submissions():
        for step in (read.read_batch, judge.judge_batch, load.load_batch, answer.answer_batch):
            step(folder)


def landing(home: Path, name: str) -> Path:
    file = home / "landing" / "民政局" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def receipt(home: Path, name: str) -> Any:
    return json.loads((home / f"answers/民政局/{name}.receipt.json").read_text(encoding="utf-8"))


def answered(home: Path) -> set[str]:
    return {file.name for file in (home / "answers" / "民政局").iterdir()}


def broken_sum(file: Path) -> str:
    """The 2020 sample with a total smaller than its one source; the address of the total."""
    book = openpyxl.load_workbook(SAMPLES / "wide_mzj_2020_synthetic.xlsx")
    sheet = book.active
    row = next(cell.row for cell in sheet["A"] if str(cell.value) == "1")
    total = sheet.cell(row, 4)
    total.value = float(total.value) - 1
    book.save(file)
    return f"{sheet.title}!{total.coordinate}"


def test_answers_from_landing_folder_to_receipt(home: Path) -> None:
    address = broken_sum(landing(home, OWN))
    shutil.copyfile(SAMPLES / SEED, landing(home, SEED))
    landing(home, "broken.xlsx").write_bytes(b"PK broken")
    own, handed_in = landing(home, OWN), home / OWN
    shutil.copyfile(own, handed_in)
    run()
    assert answered(home) == {
        f"{name}.{end}"
        for name, ends in (
            (OWN, ("annotated.xlsx", "receipt.json", "receipt.html")),
            (SEED, ("annotated.xlsx", "receipt.json", "receipt.html")),
            ("broken.xlsx", ("receipt.json", "receipt.html")),
        )
        for end in ends
    }
    said = receipt(home, OWN)
    assert (said["outcome"]["code"], said["annotated_workbook"]) == ("returned", f"{OWN}.annotated.xlsx")
    assert address in {finding["cell"] for finding in said["findings"]}
    assert len(said["rule_set_version"]) == 12
    assert receipt(home, "broken.xlsx")["outcome"]["code"] == "held"
    title, cell = address.split("!")
    book = openpyxl.load_workbook(home / "answers" / "民政局" / f"{OWN}.annotated.xlsx")
    assert book[title][cell].fill.fgColor.rgb == COLOURS["critical"]
    assert "各资金来源之和等于合计" in book[title][cell].comment.text
    verified = CliRunner().invoke(
        app, ["receipt", "verify", f"{home}/answers/民政局/{OWN}.receipt.json", "--file", str(handed_in)]
    )
    assert verified.exit_code == 0, verified.output

    # The same bytes again, under their name and under another: the workbook stays, and is not made again.
    shutil.copyfile(handed_in, landing(home, OWN))
    shutil.copyfile(handed_in, landing(home, "copy.xlsx"))
    run()
    said = receipt(home, OWN)
    assert (said["outcome"]["code"], said["annotated_workbook"]) == ("duplicate", f"{OWN}.annotated.xlsx")
    assert receipt(home, "copy.xlsx")["annotated_workbook"] is None
    assert f"{OWN}.annotated.xlsx" in answered(home) and "copy.xlsx.annotated.xlsx" not in answered(home)

    # Another file under the same name: the workbook of the earlier one must not stand beside its receipt.
    landing(home, OWN).write_bytes(b"PK broken too")
    run()
    assert (receipt(home, OWN)["outcome"]["code"], receipt(home, OWN)["annotated_workbook"]) == ("held", None)
    assert f"{OWN}.annotated.xlsx" not in answered(home)


def test_key_that_is_set_and_missing_is_an_error_before_anything_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELFEVAL_SIGNING_KEY", str(home / "no.pem"))
    settings.cache_clear()
    landing(home, "broken.xlsx").write_bytes(b"PK broken")
    with pytest.raises(Exception, match="openssl genpkey"):
        run()
    assert not (home / "answers").exists()
    assert not (home / "no.pem").exists()
