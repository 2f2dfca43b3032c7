"""A file, what was found in it, and its sheets → its annotated workbook beside the receipt."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from selfeval.answers.clock import local_time
from selfeval.answers.outcome import Outcome, outcome_of
from selfeval.answers.placing import answer_name
from selfeval.answers.workbook.annotation import MACRO_SUFFIX, SUFFIX, annotate
from selfeval.answers.workbook.grid_copy import write_copy
from selfeval.answers.workbook.package import NotEditableError
from selfeval.answers.workbook.remark import Remark, Words
from selfeval.answers.workbook.result_sheet import Summary
from selfeval.sheet import Sheet
from selfeval.vocabulary import severities

log = logging.getLogger(__name__)

HOW_TO_MEND = (
    "怎么改：点击“单元格”列跳到原处，改正红色（严重）各格，核对黄色（警告）各格，然后重新报送。建议值仅供参考，以凭证为准。",
    "How to mend: follow the links, correct the red cells, check the amber ones, hand in again. Your vouchers decide.",
)
COPIED = (
    "以下各表是按读到的文字重排的副本，仅供查看：请在原文件中改正。 · Copies of what was read: mend the original file."
)


def summary_of(hand_in: Mapping[str, Any], rule_set_version: str | None) -> Summary:
    """What stands above the table for a hand-in (columns of mart_history.receipt)."""
    facts = (
        ("文件 File", hand_in["file_name"]),
        ("部门 Department", hand_in["department_name"]),
        ("年度 Year", hand_in["fiscal_years"]),
        ("收到 Received", local_time(hand_in["received_at"])),
        ("SHA-256", hand_in["submission_sha256"]),
        ("规则版本 Rules", hand_in.get("rule_set_version") or rule_set_version),
    )
    counts = {severity: hand_in[f"{severity}_count"] for severity in severities()}
    told = _summary(outcome_of(hand_in), counts, [(label, str(value)) for label, value in facts if value])
    return replace(told, waived_count=hand_in["waived_count"])


def summary_of_check(name: str, outcome: Outcome, findings: Sequence[Mapping[str, Any]]) -> Summary:
    """What stands above the table for a dry run."""
    return _summary(outcome, Counter(finding["severity"] for finding in findings), [("文件 File", name)])


def _summary(outcome: Outcome, counts: Mapping[str, int], facts: Sequence[tuple[str, str]]) -> Summary:
    hints = HOW_TO_MEND if outcome.gravity != "info" else ()
    return Summary(Words(outcome.zh, outcome.en), outcome.gravity, counts, facts, hints)


def place_of(folder: Path, name: str) -> Path:
    """Where the annotated workbook of the file of a name lies, unless it holds macros and is an .xlsm."""
    return folder / answer_name(name, f".annotated{SUFFIX}")


def remove_others(target: Path, kept: Path | None) -> None:
    """Remove annotated workbooks of the target's name but the one: an answer to other bytes would mislead."""
    for suffix in (SUFFIX, MACRO_SUFFIX):
        if target.with_suffix(suffix) != kept:
            target.with_suffix(suffix).unlink(missing_ok=True)


def write(
    target: Path,
    temporary: Path,
    source: Path,
    sheets: Callable[[], Sequence[Sheet]],
    summary: Summary,
    remarks: Sequence[Remark],
) -> Path:
    """Write the annotated workbook to `temporary`, then move it to the target, named .xlsm where it holds macros.

    The source is edited in place where it is a workbook of Excel's kind, otherwise its sheets are copied into one.
    Raises what `sheets` raises, and NotEditableError where they are more than a workbook takes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        suffix = annotate(source, temporary, summary, remarks)
    except NotEditableError as error:
        log.info("%s | %s", error.message_zh, error.message_en)
        copy = BytesIO()
        titles = write_copy(sheets(), copy)
        told = replace(summary, hints=(*summary.hints, COPIED))
        suffix = annotate(copy, temporary, told, remarks, titles)
    written = target.with_suffix(suffix)
    temporary.replace(written)
    return written
