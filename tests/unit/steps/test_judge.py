"""The judge step: what it writes, in which order, and what it counts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from contract_batch import project, submission, write_batch

from selfeval import paths
from selfeval.quality.rules import register, rule_set_version
from selfeval.settings import settings
from selfeval.steps.judge import build_data_docs, judge_batch
from selfeval.warehouse.tables import staging
from selfeval.warehouse.tables.rule_set import dim_rule


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SELFEVAL_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def fault(sha256: str) -> dict[str, Any]:
    return {
        "submission_sha256": sha256,
        "finding_number": 1,
        "rule_code": "unreadable-file",
        "severity": "critical",
        "is_fault": True,
        "message_zh": "无法读取",
        "message_en": "cannot be read",
    }


def written(batch: Path) -> list[dict[str, Any]]:
    return pq.read_table(batch / "finding.parquet").to_pylist()


def test_batch_of_files_that_could_not_be_read_keeps_their_findings(home: Path) -> None:
    unreadable = {"file": "坏.pdf", "sha256": "a" * 64, "forms": []}
    batch = write_batch(home / "batches" / "b1", [unreadable], [fault("a" * 64)])
    assert judge_batch(str(batch)) == {"critical": 1, "warning": 0, "info": 0}
    assert [(one["finding_number"], one["rule_code"]) for one in written(batch)] == [(1, "unreadable-file")]


def test_findings_of_reading_and_of_rules_are_numbered_together_in_each_file(home: Path) -> None:
    wrong: dict[str, Any] = {"budget": {"total": "5", "other": "6"}, "executed": {"total": "7"}}
    files = [
        submission(project(**wrong), project("乙", None, **wrong, rate="99%"), sha256="b" * 64),
        submission(project(None), sha256="a" * 64),
    ]
    batch = write_batch(home / "batches" / "b1", files, [fault("a" * 64)])
    assert judge_batch(str(batch)) == {"critical": 6, "warning": 2, "info": 2}
    assert [(one["submission_sha256"][0], one["finding_number"], one["rule_code"]) for one in written(batch)] == [
        ("a", 1, "unreadable-file"),
        ("a", 2, "SE-P01"),
        ("a", 3, "SE-P05"),
        ("b", 1, "SE-A01"),
        ("b", 2, "SE-A02"),
        ("b", 3, "SE-R05"),
        ("b", 4, "SE-A01"),
        ("b", 5, "SE-A02"),
        ("b", 6, "SE-R01"),
        ("b", 7, "SE-P03"),
    ]


def test_finding_file_has_the_columns_of_staging(home: Path) -> None:
    batch = write_batch(home / "batches" / "b1", [submission(project(None))])
    judge_batch(str(batch))
    assert pq.read_schema(batch / "finding.parquet").equals(staging.arrow_schema(staging.finding))


def test_rule_file_says_by_which_rules_the_batch_was_judged(home: Path) -> None:
    batch = write_batch(home / "batches" / "b1", [submission(project(None))])
    judge_batch(str(batch))
    rules = register(paths.rule_suites())
    rows = pq.read_table(batch / "rule.parquet", schema=staging.arrow_schema(dim_rule)).to_pylist()
    assert [row["rule_code"] for row in rows] == [rule.code for rule in rules]
    assert {row["rule_set_version"] for row in rows} == {rule_set_version(rules)}
    assert {row["rule_code"] for row in rows if row["is_fault"]} == {"SE-F01", "SE-F02"}


def test_judging_again_writes_the_same_bytes(home: Path) -> None:
    batch = write_batch(home / "batches" / "b1", [submission(project(None, rate="130%"))])

    def judged() -> dict[str, bytes]:
        judge_batch(str(batch))
        files = [batch / "finding.parquet", batch / "rule.parquet", *(home / "validation_results").rglob("*.json")]
        return {str(file): file.read_bytes() for file in files}

    first = judged()
    assert len(first) == 7
    assert judged() == first


@pytest.mark.parametrize("target", ["999999999999999亿元", f"{'9' * 60}元", "0.05万元"])
def test_absurd_cost_target_leaves_the_other_findings_of_the_batch(home: Path, target: str) -> None:
    sane, costly = project("乙", rate="130%"), project("丙")
    costly["indicators"][0] |= {"level2": "成本指标", "target": target}
    batch = write_batch(home / "batches" / "b1", [submission(sane, costly)])
    judge_batch(str(batch))
    assert "SE-R02" in {one["rule_code"] for one in written(batch)}


def test_site_without_any_batch_says_so(home: Path) -> None:
    index = Path(build_data_docs())
    assert index == home / "data_docs" / "index.html"
    assert "尚无检查结果" in index.read_text("utf-8")
