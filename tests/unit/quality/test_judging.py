"""Judging as a whole; what each rule finds is told by its cases (test_rule_cases)."""

from typing import Any

import pytest
from contract_batch import project

GOOD: dict[str, Any] = {"budget": {"total": "100", "general": "100"}, "executed": {"total": "98.5", "general": "98.5"}}


def test_form_without_fault_has_no_finding(judged: Any) -> None:
    assert judged(project(**GOOD, rate="98.5%")) == []


def test_form_without_any_result_or_any_target_is_judged(judged: Any) -> None:
    blank = project(**GOOD, rate="98.5%")
    for column in ("actual", "target"):
        rows = [indicator | {column: None} for indicator in blank["indicators"]]
        assert judged(blank | {"indicators": rows}) != []


def test_three_hundred_failing_rows_are_all_found(judged: Any) -> None:
    """Great Expectations cuts lists of values at 200; the rows themselves must all come back."""
    rows = [project(f"项目{number}", str(number), budget={"total": "1", "other": "2"}) for number in range(1, 301)]
    found = [one["rule_code"] for one in judged(*rows)]
    assert found.count("SE-A01") == 300


@pytest.mark.parametrize("sequence", ["１", "٣", "9" * 30, "９" * 30, "²"])
def test_odd_sequence_number_takes_no_batch_down(judged: Any, sequence: str) -> None:
    rows = [project("甲", sequence, **GOOD, rate="98.5%"), project("乙", "2", budget={"total": "1", "other": "2"})]
    assert "SE-A01" in [one["rule_code"] for one in judged(*rows)]
