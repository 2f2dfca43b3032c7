"""Each rule: a form that meets it, a form that does not, and exactly what is found there."""

from decimal import Decimal
from typing import Any

import pytest
from contract_batch import project, submission

GOOD: dict[str, Any] = {"budget": {"total": "100", "general": "100"}, "executed": {"total": "98.5", "general": "98.5"}}


def told(findings: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What a finding says about its place: rule, cell, printed, expected, difference."""
    return [
        (one["rule_code"], one["cell"], one["printed"], one["expected"], one["difference"])
        for one in sorted(findings, key=lambda one: (one["rule_code"], one["cell"] or ""))
    ]


def test_form_without_fault_has_no_finding(judged: Any) -> None:
    assert judged(project(**GOOD, rate="98.5%")) == []


@pytest.mark.parametrize(("measure", "word"), [("budget", "预算"), ("executed", "支出"), ("received", "到位资金")])
def test_total_that_its_parts_do_not_add_up_to(judged: Any, measure: str, word: str) -> None:
    amounts: dict[str, Any] = {measure: {"total": "61.8", "general": "60.00", "government_fund": "4.00"}}
    findings = judged(project(**amounts))
    assert told(findings) == [("SE-A01", "Table1!D12", "61.8", "64.00", Decimal("-2.2"))]
    assert findings[0]["severity"] == "critical"
    assert findings[0]["message_zh"] == f"“办公设备购置”{word}合计 61.8，各来源之和为 64.00，差额 -2.20。"
    assert "difference -2.20" in findings[0]["message_en"]


def test_fiscal_subtotal_is_a_part_of_the_total_and_the_sum_of_its_own_parts(judged: Any) -> None:
    parts = {"fiscal": "90", "general": "80", "government_fund": "10", "other": "10"}
    assert judged(project(budget={"total": "100", **parts})) == []
    findings = judged(project(budget={"total": "100", **parts, "general": "70"}))
    assert told(findings) == [("SE-A01", "Table1!E12", "90", "80.00", Decimal(10))]


def test_nothing_to_add_up_where_no_part_is_printed(judged: Any) -> None:
    assert judged(project(budget={"total": "100"})) == []


@pytest.mark.parametrize("source", ["fiscal", "carried_over"])
def test_one_source_alone_need_not_be_the_whole_total(judged: Any, source: str) -> None:
    findings = judged(project(budget={"total": "100", source: "20"}))
    assert told(findings) == [("SE-A05", "Table1!D12", "100", None, Decimal(80))]
    assert findings[0]["severity"] == "warning"
    assert "其余 80.00 未注明来源" in findings[0]["message_zh"]


def test_one_source_alone_in_another_unit_than_its_total(judged: Any) -> None:
    findings = judged(project(budget={"total": "272800", "general": "27.28"}))
    assert told(findings) == [("SE-A01", "Table1!D12", "272800", "27.28", Decimal("272772.72"))]


def test_one_source_alone_that_is_the_whole_total_is_no_finding(judged: Any) -> None:
    assert judged(project(budget={"total": "100", "fiscal": "100", "general": "100"})) == []


def test_one_source_alone_that_exceeds_its_total(judged: Any) -> None:
    findings = judged(project(budget={"total": "61.8", "general": "64.00"}))
    assert [(one["rule_code"], one["severity"]) for one in findings] == [("SE-A01", "critical")]


def test_one_source_alone_does_not_stand_in_the_way_of_a_suggestion(judged: Any) -> None:
    budget = {"total": "5906.95", "general": "5295.56", "government_fund": "311.39"}
    findings = judged(project(budget=budget, executed={"total": "5600", "general": "1200"}, rate="99.88%"))
    assert {one["rule_code"]: one["suggestion"] for one in findings} == {
        "SE-A01": "5606.95",
        "SE-A05": None,
        "SE-R01": None,
    }


def test_total_that_is_blank_beside_its_sources(judged: Any) -> None:
    findings = judged(project(budget={"fiscal": "60", "general": "60", "other": "40"}, executed={"total": "90"}))
    assert told(findings) == [("SE-A06", "Table1!D12", None, "100.00", None)]
    assert findings[0]["severity"] == "warning"
    assert findings[0]["message_zh"] == "“办公设备购置”预算合计空白，已填各来源之和为 100.00。"


def test_project_without_any_amount(judged: Any) -> None:
    findings = judged(project("甲", "1", **GOOD), project("乙", "2"))
    assert told(findings) == [("SE-P05", "Table1!C13", None, None, None)]
    assert (findings[0]["severity"], findings[0]["project_name"]) == ("warning", "乙")


def test_project_that_spent_nothing_of_nothing_has_amounts(judged: Any) -> None:
    assert judged(project(budget={"total": "0"}, executed={"total": "0"})) == []


def test_two_projects_of_one_name_name_each_others_row(judged: Any) -> None:
    findings = judged(
        project("社区 服务", "1", **GOOD), project("养老", "2", **GOOD), project("社区服务", "3", budget={"total": "7"})
    )
    assert told(findings) == [
        ("SE-P04", "Table1!C12", "社区 服务", None, None),
        ("SE-P04", "Table1!C14", "社区服务", None, None),
    ]
    assert {one["severity"] for one in findings} == {"warning"}
    assert "Table1!C14" in findings[0]["message_zh"]


def test_projects_of_one_name_in_two_files_are_no_finding(judged: Any) -> None:
    assert judged(submissions=[submission(project(**GOOD)), submission(project(**GOOD), sha256="b" * 64)]) == []


def test_tenths_add_up_exactly(judged: Any) -> None:
    assert judged(project(budget={"total": "0.3", "general": "0.1", "government_fund": "0.2"})) == []


def test_spending_above_budget(judged: Any) -> None:
    findings = judged(project(budget={"total": "61.8"}, executed={"total": "63.68"}))
    assert told(findings) == [("SE-A02", "Table1!E12", "63.68", "≤ 61.80", Decimal("1.88"))]
    assert findings[0]["severity"] == "critical"


def test_spending_of_the_whole_budget_is_no_finding(judged: Any) -> None:
    assert judged(project(budget={"total": "61.8"}, executed={"total": "61.80"}, rate="100%")) == []


def test_negative_amount(judged: Any) -> None:
    findings = judged(project(budget={"total": "10", "general": "15", "other": "-5"}))
    assert told(findings) == [("SE-A03", "Table1!F12", "-5", "≥ 0", None)]


SIX: dict[str, Any] = {
    "budget": {"total": "5606.95", "general": "5295.56", "government_fund": "311.39"},
    "executed": {"total": "5585.53", "general": "5274.37", "government_fund": "311.16"},
}


def test_same_amounts_on_two_projects_are_told_on_both(judged: Any) -> None:
    findings = judged(project("甲", **SIX), project("乙", "2", **SIX), project("丙", "3", **GOOD))
    printed = "5606.95 5295.56 311.39 5585.53 5274.37 311.16"
    assert told(findings) == [
        ("SE-A04", "Table1!D12", printed, None, None),
        ("SE-A04", "Table1!D13", printed, None, None),
    ]
    assert [one["severity"] for one in findings] == ["warning", "warning"]
    assert "“乙”" in findings[0]["message_zh"]
    assert "“甲”" in findings[1]["message_zh"]


@pytest.mark.parametrize(
    ("budget", "executed"), [("1", "1.00"), ("0", "0"), ("97", "96.8"), ("5000000", "4900000"), ("1284.56", "1284.56")]
)
def test_same_amounts_that_small_projects_share_by_chance_are_no_finding(
    judged: Any, budget: str, executed: str
) -> None:
    same: dict[str, Any] = {
        "budget": {"total": budget, "general": budget},
        "executed": {"total": executed, "general": executed},
    }
    assert judged(project("甲", **same), project("乙", "2", **same)) == []


def test_same_amounts_in_two_files_are_no_finding(judged: Any) -> None:
    assert judged(submissions=[submission(project(**SIX)), submission(project(**SIX), sha256="b" * 64)]) == []


@pytest.mark.parametrize("rate", ["98%", "99%", "98.50%", "0.985", "98.5", "0.99"])
def test_rate_within_its_printed_precision(judged: Any, rate: str) -> None:
    stated = {"value": str(Decimal(rate) / 100), "printed": rate} if rate == "98.5" else None
    form = project(**GOOD, rate=rate)
    assert judged(form | ({"stated_rate": stated} if stated else {})) == []


@pytest.mark.parametrize(
    ("rate", "difference"), [("97%", "-0.015"), ("98.51%", "0.0001"), ("98.49%", "-0.0001"), ("0.984", "-0.001")]
)
def test_rate_that_disagrees_with_its_amounts(judged: Any, rate: str, difference: str) -> None:
    findings = judged(project(**GOOD, rate=rate))
    assert told(findings) == [("SE-R01", "Table1!M12", rate, "98.50%", Decimal(difference))]
    assert findings[0]["severity"] == "warning"


def test_unrounded_rate_is_held_to_what_it_prints(judged: Any) -> None:
    stored = project(budget={"total": "4314.4"}, executed={"total": "4281.07"})
    for value, found in (("0.9922747079547562", []), ("0.9921", ["SE-R01"])):
        printed = f"{Decimal(value) * 100:.2f}%"
        findings = judged(stored | {"stated_rate": {"value": value, "printed": printed}})
        assert [one["rule_code"] for one in findings] == found


@pytest.mark.parametrize(
    "amounts", [{"budget": {"total": "0"}, "executed": {"total": "0"}}, {"executed": {"total": "5"}}]
)
def test_no_rate_can_be_computed_without_a_budget(judged: Any, amounts: dict[str, Any]) -> None:
    assert judged(project(**amounts, rate="100%")) == []


@pytest.mark.parametrize("rate", ["103.04%", "-2%"])
def test_rate_out_of_range(judged: Any, rate: str) -> None:
    findings = judged(project(rate=rate, budget={"total": "1"}))
    assert told(findings) == [("SE-R02", "Table1!M12", rate, "0–100%", None)]
    assert findings[0]["severity"] == "critical"


def test_project_without_name(judged: Any) -> None:
    findings = judged(project(None, **GOOD))
    assert told(findings) == [("SE-P01", "Table1!A12", None, None, None)]
    assert findings[0]["severity"] == "critical"


def test_gap_in_the_sequence_is_told_at_the_number_after_it(judged: Any) -> None:
    findings = judged(*(project(f"项目{number}", number, **GOOD) for number in ("1", "2", "5")))
    assert told(findings) == [("SE-P02", "Table1!A14", "5", "3–4", None)]
    assert findings[0]["severity"] == "info"
    assert findings[0]["message_zh"] == "序号 2 之后是 5，缺 3–4。"


def test_blank_sequence_number_fills_the_gap_that_it_leaves(judged: Any) -> None:
    findings = judged(*(project(f"项目{row}", number, **GOOD) for row, number in enumerate(("1", None, "3"))))
    assert told(findings) == [("SE-P03", "Table1!A13", None, None, None)]


def test_form_that_numbers_no_row_has_no_blank_numbers(judged: Any) -> None:
    assert judged(project("甲", None, **GOOD), project("乙", None, **GOOD)) == []


def test_misspelt_state_is_told_once_a_cell(judged: Any) -> None:
    findings = judged(
        project("甲", "1", actual="已先成", **GOOD),
        project("乙", "2", actual=" 已先成 ", **GOOD),
        project("丙", "3", **GOOD),
    )
    assert told(findings) == [
        ("SE-I01", "Table1!Q12", "已先成", "已完成", None),
        ("SE-I01", "Table1!Q13", " 已先成 ", "已完成", None),
    ]


@pytest.mark.parametrize(("missing", "code"), [("amount_unit", "SE-F01"), ("fiscal_year", "SE-F02")])
def test_form_without_unit_or_year_is_a_reading_fault(judged: Any, missing: str, code: str) -> None:
    findings = judged(project(**GOOD), **{missing: None})
    assert [(one["rule_code"], one["is_fault"], one["severity"]) for one in findings] == [(code, True, "critical")]
    assert findings[0]["project_number"] is None


def test_three_hundred_failing_rows_are_all_found(judged: Any) -> None:
    """Great Expectations cuts lists of values at 200; the rows themselves must all come back."""
    rows = [project(f"项目{number}", str(number), budget={"total": "1", "other": "2"}) for number in range(1, 301)]
    assert len(judged(*rows)) == 300
