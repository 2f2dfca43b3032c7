"""Answering from a real warehouse: every hand-in gets its receipt, with every finding at its cell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handed_in import Form, again, hand_in, line

from selfeval.steps.answer import answer_batch
from selfeval.steps.load import load_batch

Ask = Callable[..., list[tuple[Any, ...]]]


def test_receipt_says_state_counts_and_each_finding_with_its_cell(home: Path, ask: Ask) -> None:
    form = Form((line("甲", "61.80", findings=("critical", "info")),))
    folder = str(hand_in(home, form))
    load_batch(folder)
    assert answer_batch(folder) == {"loaded": 1}
    said = _receipt(home, form)
    assert (said["state"], said["department"], said["fiscal_year"]) == ("loaded", "民政局本级", "2021")
    assert said["sha256"] == form.sha256
    assert said["counts"] == {"critical": 1, "warning": 0, "info": 1, "waived": 0}
    finding = said["findings"][0]
    assert (finding["cell"], finding["printed"], finding["expected"]) == ("Sheet1!D4", "61.8", "64.00")
    assert finding["difference"] == "-2.2"
    assert ask("select count(*) from core.receipt where answered_at is not null") == [(1,)]


def test_held_file_is_told_why(home: Path) -> None:
    held = Form((line("甲", "1"),), amount_unit="万圆", faults=("金额单位无法识别",))
    folder = str(hand_in(home, held, again(held, amount_unit="万元", faults=())))
    load_batch(folder)
    assert answer_batch(folder) == {"held": 1, "loaded": 1}
    said = _receipt(home, held)
    assert (said["state"], said["held_reason"]) == ("held", "金额单位无法识别")
    assert said["findings"][0]["is_fault"] is True


def test_answering_again_writes_the_same(home: Path) -> None:
    form = Form((line("甲", "1"),))
    folder = str(hand_in(home, form))
    load_batch(folder)
    answer_batch(folder)
    first = _receipt(home, form)
    answer_batch(folder)
    assert _receipt(home, form) == first
    assert len(list((home / "answers/民政局").iterdir())) == 2, "as JSON and as a page"


def _receipt(home: Path, form: Form) -> Any:
    file = home / "answers/民政局" / f"{form.sha256[:8]}.xlsx.receipt.json"
    return json.loads(file.read_text(encoding="utf-8"))


def test_answer_to_a_replaced_version_does_not_overwrite_its_successors_of_the_same_name(home: Path, ask: Ask) -> None:
    old = Form((line("甲", "1"), line("乙", "2")))
    new = again(old, lines=old.lines[:1], days=1)
    for form in (old, new):
        folder = str(hand_in(home, form))
        ask("update core.receipt set file_name = '2021.xlsx' returning 1")
        load_batch(folder)
        answer_batch(folder)
    said = json.loads((home / "answers/民政局/2021.xlsx.receipt.json").read_text(encoding="utf-8"))
    assert (said["sha256"], said["is_current"], said["replaces"]["project_count"]) == (new.sha256, True, 2)
