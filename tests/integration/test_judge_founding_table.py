"""The founding table, judged: these findings and no others."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from contract_batch import write_batch

from selfeval.settings import settings
from selfeval.steps.judge import judge_batch

FOUNDING_TABLE = Path(__file__).parents[1] / "data" / "judging" / "founding_table_2021.json"
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
        ("SE-A02", "Table1!G19", "5985.53", "≤ 5906.95", "78.5800", None),
        ("SE-R01", "Table1!L19", "100%", "101.33%", "-0.0133", None),
        ("SE-A04", "Table1!D19", SIX, None, None, None),
    },
    "社区服务中心运营经费": {
        ("SE-A01", "Table1!C23", "5906.95", "5606.95", "300.0000", "5606.95"),
        ("SE-A01", "Table1!F23", "5985.53", "5585.53", "400.0000", "5585.53"),
        ("SE-A02", "Table1!F23", "5985.53", "≤ 5906.95", "78.5800", None),
        ("SE-R01", "Table1!L23", "100%", "101.33%", "-0.0133", None),
        ("SE-A04", "Table1!C23", SIX, None, None, None),
    },
}


@pytest.fixture
def findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What judging finds on the founding table."""
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    settings.cache_clear()
    batch = write_batch(tmp_path / "batches" / "b1", [json.loads(FOUNDING_TABLE.read_text("utf-8"))])
    judge_batch(str(batch))
    yield pq.read_table(batch / "finding.parquet").to_pylist()
    settings.cache_clear()


def told(finding: dict[str, Any]) -> tuple[str | None, ...]:
    difference = finding["difference"]
    short = None if difference is None else str(difference.quantize(Decimal("0.0001")))
    return (*(finding[name] for name in ("rule_code", "cell", "printed", "expected")), short, finding["suggestion"])


def test_these_findings_and_no_others(findings: list[dict[str, Any]]) -> None:
    found: dict[str, set[tuple[str | None, ...]]] = {}
    for finding in findings:
        if finding["rule_code"] != "SE-I01":
            found.setdefault(finding["project_name"], set()).add(told(finding))
    assert found == EXPECTED
    assert Counter(finding["severity"] for finding in findings) == {"critical": 8, "warning": 6, "info": 30}
    assert not any(finding["is_fault"] for finding in findings)


def test_misspelt_state_is_told_at_each_of_its_cells(findings: list[dict[str, Any]]) -> None:
    spelling = [finding for finding in findings if finding["rule_code"] == "SE-I01"]
    assert len({finding["cell"] for finding in spelling}) == len(spelling) == 28
    assert {(one["printed"], one["expected"], one["severity"]) for one in spelling} == {("已先成", "已完成", "info")}


def test_twins_name_each_other(findings: list[dict[str, Any]]) -> None:
    twins = {one["project_name"]: one["message_zh"] for one in findings if one["rule_code"] == "SE-A04"}
    assert "“社区服务中心运营经费”" in twins["社工助弱服务资助金"]
    assert "“社工助弱服务资助金”" in twins["社区服务中心运营经费"]
