"""Receipts: what they say and how they are named."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from department_book import GUIDANCE

from selfeval.answers import receipt
from selfeval.answers.outcome import outcome_of
from selfeval.answers.receipt_page import MOST_LISTED
from selfeval.answers.verification import verify

HAND_IN: dict[str, object] = {
    "file_name": "2021.xlsx",
    "channel_name": "民政局",
    "submission_sha256": "ab" * 32,
    "size_bytes": 9,
    "received_at": datetime(2022, 3, 1, 2, tzinfo=UTC),
    "department_name": "民政局本级",
    "fiscal_years": "2021",
    "state": "loaded",
    "submission_state": "loaded",
    "held_reason": None,
    "held_reasons": None,
    "is_current": True,
    "project_count": 16,
    "replaced_by_file_name": None,
    "replaced_by_received_at": None,
    "replaces_file_name": None,
    "replaces_received_at": None,
    "replaces_project_count": None,
    "first_file_name": "first.xlsx",
    "first_received_at": datetime(2022, 2, 1, 2, tzinfo=UTC),
    "critical_count": 1,
    "warning_count": 0,
    "info_count": 0,
    "waived_count": 1,
}


KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
FINDING: dict[str, object] = {
    "rule_code": "SE-A01",
    "severity": "critical",
    "cell": "表1!D4",
    "project_name": "<b>甲</b>",
    "printed": "=1+1",
    "expected": "64.00",
    "difference": Decimal("-300.00"),
    "suggestion": None,
    "message_zh": "不等于合计。",
    "message_en": "No match.",
}


def write(folder: Path, hand_in: dict[str, object], *findings: dict[str, object], **more: Any) -> Path:
    return receipt.write(folder, receipt.receipt(hand_in, findings, **more), KEY)


def test_difference_is_written_as_exact_text(tmp_path: Path) -> None:
    file = write(tmp_path, HAND_IN, FINDING)
    assert json.loads(file.read_text(encoding="utf-8"))["findings"][0]["difference"] == "-300.00"


def test_receipt_says_which_rules_judged() -> None:
    assert receipt.receipt(HAND_IN, [], rule_set_version="now")["rule_set_version"] == "now"
    kept = receipt.receipt(HAND_IN | {"rule_set_version": "then"}, [], rule_set_version="now")
    assert kept["rule_set_version"] == "then"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"critical_count": 0}, "accepted"),
        ({"critical_count": 0, "warning_count": 2}, "accepted_with_warnings"),
        ({}, "returned"),
        ({"state": "held", "held_reason": "金额单位无法识别"}, "held"),
        ({"state": "duplicate"}, "duplicate"),
    ],
)
def test_outcome_is_said_in_one_line(changes: dict[str, object], code: str, tmp_path: Path) -> None:
    said = json.loads(write(tmp_path, HAND_IN | changes).read_text(encoding="utf-8"))
    assert said["outcome"]["code"] == code
    assert "\n" not in said["outcome"]["zh"]
    assert said["outcome"]["zh"] in (tmp_path / "2021.xlsx.receipt.html").read_text(encoding="utf-8")


def test_repeated_hand_in_is_told_the_outcome_of_the_first() -> None:
    outcome = outcome_of(HAND_IN | {"state": "duplicate"})
    assert (outcome.code, outcome.gravity) == ("duplicate", "critical")
    assert outcome.zh == "重复报送，与先前的“first.xlsx”内容相同；已退回：有 1 条严重问题，请改正后重新报送"


def test_what_is_to_be_done_is_said_once_a_rule_and_beside_each_finding(tmp_path: Path) -> None:
    said = json.loads(write(tmp_path, HAND_IN, FINDING, FINDING, guidance=GUIDANCE).read_text(encoding="utf-8"))
    assert said["rules"]["SE-A01"]["advice"] == {"zh": "请核对合计。", "en": "Check the total."}
    assert (tmp_path / "2021.xlsx.receipt.html").read_text(encoding="utf-8").count("请核对合计。") == 2


def test_receipt_is_signed(tmp_path: Path) -> None:
    verdict = verify(write(tmp_path, HAND_IN, FINDING), KEY.public_key())
    assert verdict.code == "valid"


def test_page_escapes_what_departments_write_and_refers_to_no_network(tmp_path: Path) -> None:
    write(tmp_path, HAND_IN, FINDING, FINDING | {"severity": "info"}, annotated_workbook="2021.xlsx.annotated.xlsx")
    page = (tmp_path / "2021.xlsx.receipt.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;甲&lt;/b&gt;" in page and "<b>甲" not in page
    for said in ("已退回：有 1 条严重问题", "2022-03-01 10:00:00 Asia/Shanghai", "ab" * 32, "2021.xlsx.annotated.xlsx"):
        assert said in page
    assert page.index("严重 critical</td>") < page.index("提示 info</td>")
    assert not re.search(r"(src=|href=|url\(|@import|https?:)", page)


def test_page_of_very_many_findings_ends_and_says_how_many_more(tmp_path: Path) -> None:
    write(tmp_path, HAND_IN, *[FINDING] * (MOST_LISTED + 7))
    page = (tmp_path / "2021.xlsx.receipt.html").read_text(encoding="utf-8")
    assert page.count('<tr class="critical">') == MOST_LISTED
    assert "另有 7 条" in page


def test_only_a_repeated_hand_in_names_the_first() -> None:
    assert "duplicate_of" not in receipt.receipt(HAND_IN, [])
    repeated = receipt.receipt(HAND_IN | {"state": "duplicate"}, [])
    assert repeated["duplicate_of"] == {
        "file_name": "first.xlsx",
        "received_at": datetime(2022, 2, 1, 2, tzinfo=UTC),
        "state": "loaded",
    }


def test_version_names_the_one_that_it_replaces() -> None:
    earlier = datetime(2022, 2, 1, 2, tzinfo=UTC)
    replacing = {"replaces_file_name": "a.xlsx", "replaces_received_at": earlier, "replaces_project_count": 17}
    said = receipt.receipt(HAND_IN | replacing, [])
    assert said["replaces"] == {"file_name": "a.xlsx", "received_at": earlier, "project_count": 17}
    assert said["replaced_by"] is None and said["is_current"] is True


def test_name_too_long_for_the_file_system_is_cut_and_stays_distinct(tmp_path: Path) -> None:
    names = ["部门预算项目绩效自评表" * 7 + end for end in ("甲.xlsx", "乙.xlsx")]
    files = {write(tmp_path, HAND_IN | {"file_name": name}) for name in names}
    assert len(files) == 2 and len(list(tmp_path.iterdir())) == 4
    assert all(len(file.name.encode()) <= 255 for file in files)


def test_failed_receipt_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="holds no object"):
        write(tmp_path, HAND_IN | {"size_bytes": object()})
    assert list(tmp_path.iterdir()) == []
