"""The founding table, read and judged: these findings and no others."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from selfeval.settings import PROJECT_ROOT, settings
from selfeval.steps.judge import judge_batch
from selfeval.steps.read import read_batch
from selfeval.warehouse.tables.staging import arrow_schema, submission

FOUNDING_TABLE = PROJECT_ROOT / "include" / "samples" / "民政局" / "seed_2021.txt"
SUBMISSION = {
    "submission_sha256": "0" * 64,
    "file_name": FOUNDING_TABLE.name,
    "channel_name": "民政局",
    "size_bytes": FOUNDING_TABLE.stat().st_size,
    "received_at": datetime(2022, 3, 1, tzinfo=UTC),
    "archive_path": str(FOUNDING_TABLE),
}
SIX = "5906.95 5295.56 311.39 5985.53 5274.37 311.16"

EXPECTED = {
    # project: (rule, cell, printed, expected, difference to four decimals, suggestion)
    "婚姻登记工作": {
        ("SE-A01", "Table1!D13", "61.8", "64.00", "-2.2000", None),
        ("SE-A02", "Table1!I13", "63.68", "≤ 61.80", "1.8800", None),
        ("SE-R01", "Table1!M13", "98%", "103.04%", "-0.0504", None),
        ("SE-P03", "Table1!A13", None, None, None, None),
    },
    "区人才工作专项": {
        ("SE-R01", "Table1!L18", "100%", "99.23%", "0.0077", None),
        ("SE-P02", "Table1!A18", "7", "6", None, None),
    },
    "社工助弱服务资助金": {
        ("SE-A01", "Table1!D19", "5906.95", "5606.95", "300.0000", "5606.95"),
        ("SE-A01", "Table1!G19", "5985.53", "5585.53", "400.0000", "5585.53"),
        ("SE-A02", "Table1!G19", "5985.53", "≤ 5906.95", "78.5800", "Table1!D19 → 5606.95；5585.53"),
        ("SE-R01", "Table1!L19", "100%", "101.33%", "-0.0133", "Table1!D19 → 5606.95；Table1!G19 → 5585.53"),
        ("SE-A04", "Table1!D19", SIX, None, None, None),
    },
    "社区服务中心运营经费": {
        ("SE-A01", "Table1!C23", "5906.95", "5606.95", "300.0000", "5606.95"),
        ("SE-A01", "Table1!F23", "5985.53", "5585.53", "400.0000", "5585.53"),
        ("SE-A02", "Table1!F23", "5985.53", "≤ 5906.95", "78.5800", "Table1!C23 → 5606.95；5585.53"),
        ("SE-R01", "Table1!L23", "100%", "101.33%", "-0.0133", "Table1!C23 → 5606.95；Table1!F23 → 5585.53"),
        ("SE-A04", "Table1!C23", SIX, None, None, None),
    },
}


@pytest.fixture
def findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What reading and judging find on the founding table."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    settings.cache_clear()
    batch = tmp_path / "batches" / "b1"
    batch.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist([SUBMISSION], arrow_schema(submission)), batch / "submission.parquet")
    read_batch(str(batch))
    judge_batch(str(batch))
    yield pq.read_table(batch / "finding.parquet").to_pylist()
    settings.cache_clear()


REVIEW = ("SE-I", "SE-G")
"""Rules on indicators and goals."""


def told(finding: dict[str, Any]) -> tuple[str | None, ...]:
    difference = finding["difference"]
    short = None if difference is None else str(difference.quantize(Decimal("0.0001")))
    return (*(finding[name] for name in ("rule_code", "cell", "printed", "expected")), short, finding["suggestion"])


def test_these_findings_and_no_others(findings: list[dict[str, Any]]) -> None:
    found: dict[str, set[tuple[str | None, ...]]] = {}
    of_figures = [one for one in findings if not one["rule_code"].startswith(REVIEW)]
    for finding in of_figures:
        if finding["rule_code"] != "headings-unconfirmed":
            found.setdefault(finding["project_name"], set()).add(told(finding))
    assert found == EXPECTED
    assert Counter(finding["severity"] for finding in of_figures) == {"critical": 8, "warning": 6, "info": 3}
    assert not any(finding["is_fault"] for finding in findings)


def test_indicators_and_goals_are_reviewed_and_nothing_there_disputes_a_project(findings: list[dict[str, Any]]) -> None:
    review = [one for one in findings if one["rule_code"].startswith(REVIEW) and one["rule_code"] != "SE-I01"]
    assert Counter(one["rule_code"] for one in review) == {
        "SE-I20": 2,  # 社会组织管理 and 养老服务 print one text under two levels
        "SE-I22": 3,  # costs and quality under 时效 and 社会效益
        "SE-I28": 4,  # two texts that two projects share
        "SE-I35": 6,
        "SE-I42": 1,
        "SE-I44": 1,  # the results of 社会效益 are blank throughout
        "SE-G05": 1,
        "SE-G13": 1,
        "SE-G14": 1,
    }
    assert {one["severity"] for one in review} == {"warning", "info"}
    copied = {one["project_name"]: one["cell"] for one in review if one["rule_code"] == "SE-I28"}
    assert copied["界线争议调处维权"] == "Table1!T15"


def test_realigned_rows_are_told_once_for_the_form(findings: list[dict[str, Any]]) -> None:
    told_once = [one for one in findings if one["rule_code"] == "headings-unconfirmed"]
    assert [(one["cell"], one["severity"]) for one in told_once] == [("Table1!A9", "info")]


def test_misspelt_state_is_told_at_each_of_its_cells(findings: list[dict[str, Any]]) -> None:
    spelling = [finding for finding in findings if finding["rule_code"] == "SE-I01"]
    assert len({finding["cell"] for finding in spelling}) == len(spelling) == 28
    assert {(one["printed"], one["expected"], one["severity"]) for one in spelling} == {("已先成", "已完成", "info")}


def test_twins_name_each_other(findings: list[dict[str, Any]]) -> None:
    twins = {one["project_name"]: one["message_zh"] for one in findings if one["rule_code"] == "SE-A04"}
    assert "“社区服务中心运营经费”" in twins["社工助弱服务资助金"]
    assert "“社工助弱服务资助金”" in twins["社区服务中心运营经费"]
