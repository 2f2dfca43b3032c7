"""A file that our own LibreOffice is too small for asks nothing of its department, and is read once that is mended."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from selfeval.errors import SubmissionError
from selfeval.forms import faults as reading_faults
from selfeval.grid import faults as grid_faults
from selfeval.steps.answer import answer_batch
from selfeval.steps.find import find_submissions
from selfeval.steps.judge import judge_batch
from selfeval.steps.load import load_batch
from selfeval.steps.read import read_batch
from selfeval.warehouse.view_files import views

Ask = Callable[..., list[tuple[Any, ...]]]
RECEIPTS = "select state, is_deferred, answered_at is not null from mart_history.receipt order by receipt_key"
BOARD = "select department_name, board_state, is_returned, pending_count, held_count from mart_detail.submission_board"
HEADINGS = ["序号", "项目名称", "预算数", "执行数", "执行率"]
EDGES = "".join(rf"\cellx{2000 * column}" for column in range(1, 6))


def form(*projects: list[str]) -> bytes:
    """A wide form of 民政局 as rich text."""
    rows = "".join(
        rf"\trowd{EDGES} " + "".join(rf"\intbl {text}\cell " for text in row) + r"\row "
        for row in (HEADINGS, *projects)
    )
    text = rf"{{\rtf1\ansi 2021年度民政局项目绩效自评表\par 单位：万元\par {rows}\pard end\par}}"
    return "".join(c if ord(c) < 128 else rf"\u{ord(c) - (1 << 16 if ord(c) > 32767 else 0)}?" for c in text).encode()


def night(home: Path) -> dict[str, int]:
    """A nightly run; how many files it loaded and held."""
    counts = {"loaded": 0, "held": 0}
    for folder in find_submissions():
        read_batch(folder)
        judge_batch(folder, keep_results=False)
        outcome = load_batch(folder)
        counts = {state: counts[state] + outcome[state] for state in counts}
        answer_batch(folder)
    assert list((home / "landing").glob("*/*")) == []
    return counts


def receipt(home: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((home / "answers/民政局/自评.rtf.receipt.json").read_text(encoding="utf-8"))
    return said


@pytest.fixture
def handed_in(home: Path) -> None:
    """A form in an old format in the landing folder."""
    (home / "landing" / "民政局").mkdir(parents=True)
    (home / "landing" / "民政局" / "自评.rtf").write_bytes(form(["1", "养老服务", "10", "9", "90%"]))


@pytest.mark.usefixtures("handed_in")
def test_file_of_which_the_converter_is_missing_is_held_and_nothing_is_asked_of_its_department(
    home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert night(home) == {"loaded": 0, "held": 1}
    said = receipt(home)
    assert (said["outcome"]["code"], said["outcome"]["gravity"]) == ("deferred", "info")
    assert said["outcome"]["zh"].startswith("已收到，因本系统的问题尚未读取，无需重新报送")
    assert "LibreOffice Writer" in said["held_reason"] and "损坏" not in said["outcome"]["zh"]
    assert ask(RECEIPTS) == [("held", True, True)]
    assert ask(BOARD) == [("民政局", "received", False, 1, 0)]
    with caplog.at_level(logging.WARNING):
        assert night(home) == {"loaded": 0, "held": 0}
    assert "等待 LibreOffice Writer：请安装 libreoffice-writer" in caplog.text
    assert ask(RECEIPTS) == [("held", True, True)]


@pytest.mark.usefixtures("writer", "handed_in")
def test_file_is_read_without_being_handed_in_again_once_the_converter_is_there(
    home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setenv("PATH", "/nowhere")
        assert night(home) == {"loaded": 0, "held": 1}
    arrival = ask("select received_at from core.submission")
    assert night(home) == {"loaded": 1, "held": 0}
    assert receipt(home)["state"] == "loaded"
    assert ask(RECEIPTS) == [("loaded", False, True)]
    assert ask("select settled_state from core.receipt") == [("loaded",)]
    assert ask("select received_at from core.form_version") == arrival
    assert ask("select yuan_amount from mart_history.budget_execution where measure_code = 'budget'") == [(100000,)]
    assert night(home) == {"loaded": 0, "held": 0}


def test_file_that_its_department_must_mend_is_not_taken_up_by_itself(home: Path, ask: Ask) -> None:
    (home / "landing" / "民政局").mkdir(parents=True)
    (home / "landing" / "民政局" / "自评.rtf").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert night(home) == {"loaded": 0, "held": 1}
    assert receipt(home)["outcome"]["code"] == "held"
    assert ask(RECEIPTS) == [("held", False, True)]
    assert night(home) == {"loaded": 0, "held": 0}


def test_warehouse_knows_the_faults_that_are_ours() -> None:
    errors = [one for room in (grid_faults, reading_faults) for one in vars(room).values() if isinstance(one, type)]
    ours = {one.slug for one in errors if issubclass(one, SubmissionError) and one.is_ours}
    listed = views()["core.deferred_submission"].split(" in (", 1)[1].split(")", 1)[0]
    assert {slug.strip().strip("'") for slug in listed.split(",")} == ours
