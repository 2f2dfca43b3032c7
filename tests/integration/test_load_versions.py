"""Versions replace each other in plain sight, and one that is handed in again waits for a person's word."""

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from counting_answer import answer
from handed_in import Form, again, hand_in, line

from selfeval.settings import settings
from selfeval.steps.answer import answer_again, answer_batch
from selfeval.steps.load import load_batch
from selfeval.steps.publish import publish_fiscal_year
from selfeval.warehouse.tables import staging

Ask = Callable[..., list[tuple[Any, ...]]]
FIRST = Form((line("甲", "1"), line("乙", "2"), line("丙", "3"), line("丁", "4"), line("戊", "5")))
SECOND = again(FIRST, lines=(line("甲", "9"), line("丁", "4"), line("戊", "5")), days=5)
"""A correction that leaves 乙 and 丙 out."""
BUDGET = "select amount from mart.department_year_on_year where measure_code = 'budget'"


def test_replaced_version_and_its_successor_name_each_other(home: Path) -> None:
    _load(home, FIRST)
    _load(home, SECOND)
    old, new = _receipt(home, FIRST), _receipt(home, SECOND)
    assert (old["is_current"], old["replaced_by"]["file_name"]) == (False, f"{SECOND.sha256[:8]}.xlsx")
    assert old["replaced_by"]["received_at"].startswith(SECOND.received_at.date().isoformat())
    assert (new["is_current"], new["replaced_by"], new["project_count"]) == (True, None, 3)
    assert (new["replaces"]["file_name"], new["replaces"]["project_count"]) == (f"{FIRST.sha256[:8]}.xlsx", 5)


def test_projects_that_a_newer_version_lacks_are_named_and_count_no_more(home: Path, ask: Ask) -> None:
    """The question stands on the correction, whose sender can answer it, until a person does."""
    _load(home, FIRST)
    _load(home, SECOND)
    answer_again([FIRST.sha256, SECOND.sha256])
    [finding] = _receipt(home, SECOND)["findings"]
    assert (finding["rule_code"], finding["severity"]) == ("projects-left-out", "warning")
    assert f"更正件 {SECOND.sha256[:8]}.xlsx 不再列出 {FIRST.sha256[:8]}.xlsx 中的：乙、丙" in finding["message_zh"]
    assert _receipt(home, SECOND)["counts"]["warning"] == 1
    assert _receipt(home, FIRST)["findings"] == []
    assert ask("select finding_state from mart.quality_finding") == [("open",)]
    assert ask(BUDGET) == [(Decimal(180000),)]
    answer("projects-left-out", "rejected")
    publish_fiscal_year(2021)
    assert ask("select finding_state from mart.quality_finding") == []
    assert ask(BUDGET) == [(Decimal(230000),)]


def test_projects_that_a_newer_form_does_not_repeat_count_on_where_it_repeats_few(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, again(FIRST, lines=(line("甲", "9"),), days=5))
    [(rule, severity, message)] = ask("select rule_code, severity, message_zh from mart.quality_finding")
    assert (rule, severity) == ("projects-not-repeated", "warning")
    assert "未重报的：乙、丙、丁、戊，仍按原表计入" in message
    assert ask(BUDGET) == [(Decimal(230000),)]
    answer("projects-not-repeated", "rejected")
    publish_fiscal_year(2021)
    assert ask(BUDGET) == [(Decimal(90000),)]


def test_version_with_as_many_projects_gets_no_warning(home: Path) -> None:
    _load(home, FIRST)
    more = again(FIRST, salt="more", days=5, lines=(*FIRST.lines, line("己", "6")))
    _load(home, more)
    answer_again([FIRST.sha256, more.sha256])
    assert [_receipt(home, form)["findings"] for form in (FIRST, more)] == [[], []]


def test_order_of_loading_does_not_show_in_versions_and_findings(
    home: Path, ask: Ask, warehouse: Any, monkeypatch: Any
) -> None:
    third = again(FIRST, lines=FIRST.lines[:2], days=7)
    seen = []
    for order in permutations((FIRST, SECOND, third)):
        monkeypatch.setenv("SELFEVAL_WAREHOUSE_URL", warehouse())
        settings.cache_clear()
        for form in order:
            _load(home, form)
        seen.append(
            (
                ask(
                    "select submission_sha256, is_current, finding_state, message_zh"
                    " from mart.quality_finding order by 1, 4"
                ),
                ask(
                    "select project_name, version_number, outcome_code, is_disputed, is_first, counted_from, counted_to"
                    " from mart_history.project_evaluation order by version_number, project_number, counted_from"
                ),
                ask(
                    "select file_name, is_current, replaced_by_file_name, replaces_file_name"
                    " from mart_history.receipt order by 1"
                ),
                ask(BUDGET),
            )
        )
    assert seen == [seen[0]] * 6


def test_first_version_handed_in_again_counts_again_once_a_person_confirms(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, SECOND)
    assert ask(BUDGET) == [(Decimal(180000),)]
    assert _load(home, FIRST, days=9)["fiscal_years"] == [2021]
    assert ask(BUDGET) == [(Decimal(180000),)]
    assert ask("select rule_code, severity, finding_state from mart.quality_finding order by 1") == [
        ("projects-left-out", "warning", "open"),
        ("replaced-form-sent-again", "critical", "open"),
    ]
    answer("replaced-form-sent-again", "confirmed")
    publish_fiscal_year(2021)
    assert ask(BUDGET) == [(Decimal(150000),)]
    assert ask("select rule_code from mart.quality_finding where finding_state = 'open'") == []
    assert ask("select state, is_current from mart_history.receipt order by receipt_key") == [
        ("loaded", True),
        ("loaded", False),
        ("loaded", True),
    ]
    assert _receipt(home, SECOND)["replaced_by"]["file_name"] == f"{FIRST.sha256[:8]}.xlsx"
    assert ask("select count(*) from core.fct_project_evaluation") == [(8,)]


def test_first_version_handed_in_again_by_another_channel_changes_nothing(home: Path, ask: Ask) -> None:
    _load(home, FIRST)
    _load(home, SECOND)
    _load(home, FIRST, channel="教育局", days=9)
    assert ask(BUDGET) == [(Decimal(180000),)]
    assert ask("select state from mart_history.receipt order by receipt_key") == [
        ("loaded",),
        ("loaded",),
        ("duplicate",),
    ]


def test_held_file_handed_in_again_is_judged_anew(home: Path, ask: Ask) -> None:
    form = Form((line("甲", "1"),))
    folder = hand_in(home, form)
    _with_unit(folder, "万圆")
    load_batch(str(folder))
    assert ask("select state, held_reason is null from mart_history.receipt") == [("held", False)]
    _load(home, form, days=2)
    assert ask("select state, held_reason from mart_history.receipt order by receipt_key") == [("loaded", None)] * 2
    assert _receipt(home, form)["state"] == "loaded"
    assert ask(BUDGET) == [(Decimal(10000),)]


def test_most_specific_reason_comes_first_and_all_are_told(home: Path) -> None:
    form = Form((line("甲", "1"),), faults=("规则：没有单位", "金额单位“万圆”无法识别"))
    _load(home, form)
    said = _receipt(home, form)
    assert said["held_reason"] == "金额单位“万圆”无法识别"
    assert said["held_reasons"] == ["金额单位“万圆”无法识别", "规则：没有单位"]


def _with_unit(folder: Path, unit: str) -> None:
    """The batch as an older vocabulary would have read it."""
    rows = pq.read_table(folder / "form.parquet").to_pylist()
    changed = [row | {"amount_unit": unit} for row in rows]
    pq.write_table(pa.Table.from_pylist(changed, staging.arrow_schema(staging.form)), folder / "form.parquet")


def _load(home: Path, form: Form, *, channel: str = "民政局", days: int | None = None) -> dict[str, Any]:
    folder = str(hand_in(home, form, channel=channel, days=days))
    outcome: dict[str, Any] = load_batch(folder)
    answer_batch(folder)
    for year in outcome["fiscal_years"]:
        publish_fiscal_year(year)
    return outcome


def _receipt(home: Path, form: Form) -> Any:
    file = home / "answers/民政局" / f"{form.sha256[:8]}.xlsx.receipt.json"
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_card_that_gains_or_loses_its_code_is_a_correction_and_not_another_project(
    home: Path, ask: Ask, order: tuple[int, ...]
) -> None:
    first = Form((line("甲", "4"),), family="card")
    coded = again(first, lines=(line("甲", "5", code="51092324T000010263351"),), days=1)
    for number in order:
        load_batch(str(hand_in(home, (first, coded, again(first, lines=(line("甲", "6"),), days=2))[number])))
    publish_fiscal_year(2021)
    assert ask("select count(distinct series_code), count(*) filter (where is_current) from core.form_version") == [
        (1, 1)
    ]
    assert ask(
        "select yuan_amount from mart_history.budget_execution"
        " where is_current and measure_code = 'budget' and funding_source_code = 'total'"
    ) == [(60000,)]
    assert ask("select outcome_code, is_current from mart_history.project_evaluation order by version_number") == [
        ("replaced", False),
        ("replaced", False),
        ("counted", True),
    ]
