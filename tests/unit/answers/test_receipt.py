"""Receipts: what they say and how they are named."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from selfeval.answers import receipt

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


def test_difference_is_written_as_exact_text(tmp_path: Path) -> None:
    file = receipt.write(tmp_path, HAND_IN, [{"difference": Decimal("-300.00")}])
    assert json.loads(file.read_text(encoding="utf-8"))["findings"] == [{"difference": "-300.00"}]


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
    files = {receipt.write(tmp_path, HAND_IN | {"file_name": name}, []) for name in names}
    assert len(files) == 2
    assert all(len(file.name.encode()) <= 255 for file in files)


def test_failed_receipt_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="holds no object"):
        receipt.write(tmp_path, HAND_IN | {"size_bytes": object()}, [])
    assert list(tmp_path.iterdir()) == []
